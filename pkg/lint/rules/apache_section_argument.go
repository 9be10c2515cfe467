package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheSectionArgument = &lint.Rule{
	ID:       "apache-section-argument",
	Severity: lint.Error,
	Doc: `Too few or too many arguments of a section

<Directory>, <Location> and their kin are for one path, behind a "~" for one expression; <If> is for one condition. httpd
does not start with none, nor with several. <VirtualHost> wants an address, a port where there is one from 1 to 65535.

Write a section for each path, or one of a pattern. An argument with blanks in it needs quotes.

Source: httpd's source (core.c); seen on httpd 2.4.`,
	Host: everyKnown(
		func(name string) (apache.SectionUsage, bool) { return apache.LookupSection(name) },
		func(p *lint.Pass, d *configured, usage apache.SectionUsage) {
			if d.Block == nil || !d.literal {
				return
			}
			args := d.Args
			if d.name == "IfVersion" && len(args) == 3 && strings.HasSuffix(args[1].Text, ">") {
				args = args[:2] // mod_version passes over what is behind
			}
			if usage.Tilde && len(args) > 1 && args[0].Text == "~" {
				args = args[1:]
			}
			switch {
			case len(args) < usage.Min:
				d.report(p, d.Header(), "<%s> has no argument", d.name)
			case usage.Max >= 0 && len(args) > usage.Max && usage.Max == 0:
				d.report(p, args[0].Range(), "<%s> takes no argument", d.name)
			case usage.Max >= 0 && len(args) > usage.Max:
				d.report(p, args[usage.Max].Range(), "<%s> takes no more than %q", d.name, textOf(args[:usage.Max]))
			case d.name == "VirtualHost":
				reportHostPorts(p, d)
			case d.name == "Proxy":
				reportProxySection(p, d)
			}
		},
	),
}

func allLiteral(args []apache.Word) bool {
	for i := range args {
		if strings.Contains(args[i].Text, "${") {
			return false
		}
	}
	return true
}

func hasBlank(args []apache.Word) bool {
	for i := range args {
		if args[i].Text == "" {
			return true
		}
	}
	return false
}

func textOf(args []apache.Word) string {
	words := make([]string, len(args))
	for i, w := range args {
		words[i] = w.Text
	}
	return strings.Join(words, " ")
}

// reportHostPorts looks at the ports of a virtual host's addresses.
func reportHostPorts(p *lint.Pass, d *configured) {
	for _, w := range d.Args {
		host, port := splitAddress(w.Text)
		switch {
		case number(port) && !apache.IsPort(port):
			d.report(p, w.Range(), "a port is a number from 1 to 65535, not %s", port)
		case host == "" && port != "" && port != w.Text:
			d.report(p, w.Range(), "%q has no address before its port: *%s is for every one", w.Text, w.Text)
		}
	}
}

// reportProxySection looks at what stands behind the URL of a <Proxy>.
func reportProxySection(p *lint.Pass, d *configured) {
	for i, w := range d.Args {
		switch {
		case i == 0 && len(d.Args) > 1 && !strings.Contains(w.Text, "://"):
			d.report(p, w.Range(), "<Proxy> takes more than one argument for a URL alone, which %q is not", w.Text)
			return
		case i > 0 && !strings.Contains(w.Text, "="):
			d.report(p, w.Range(), "%q is no parameter of the form key=value", w.Text)
			return
		}
	}
}
