package rules

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostName = &lint.Rule{
	ID:       "apache-vhost-name",
	Severity: lint.Error,
	Doc: `A name that no request can have

httpd compares the name in Host, without its port and a dot at the end, with ServerName and ServerAlias as they are written:
names with a comma between them are one name, and a URL, a port or a dot at the end makes one that is never asked for. It says
nothing; the first virtual host answers. It refuses only a wildcard in ServerName.

Write each name by itself, between blanks; names with other letters than ASCII in their form with xn--; wildcards, "*" and "?",
in ServerAlias. ServerName may have a scheme and a port.

Source: httpd's documentation of ServerName and ServerAlias; RFC 9110, 7.2; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, d := range c.named("ServerName") {
			if len(d.Args) == 1 && literal(d.Args[0]) {
				w := d.Args[0]
				reportName(p, d, w, wrongServerName(w.Text))
			}
		}
		for _, d := range c.named("ServerAlias") {
			for _, w := range beforeComment(d.Args) {
				if literal(w) {
					reportName(p, d, w, wrongName(w.Text, "*?"))
				}
			}
		}
	}),
}

// reportName reports a name that has something wrong with it, with the names that
// were evidently meant as the remedy.
func reportName(p *lint.Pass, d *configured, w apache.Word, wrong string) {
	if wrong == "" {
		return
	}
	var fix *lint.Fix
	if meant := meantNames(w.Text, d.name == "ServerAlias"); meant != "" {
		fix = lint.Replace(w.Range(), meant)
	}
	d.reportFix(p, w.Range(), fix, "no request has the name %s: %s", w.Text, wrong)
}

// wrongServerName tells what is wrong with a ServerName, "" for nothing.
func wrongServerName(text string) string {
	if _, rest, found := strings.Cut(text, "://"); found {
		text = rest
	}
	if strings.ContainsAny(text, "*?[") {
		return "httpd refuses it for the wildcard"
	}
	name, _, _ := strings.Cut(text, ":") // apache-argument-form looks at the port
	return wrongName(name, "")
}

// wrongName tells what keeps a name from being one, "" for nothing; more are the
// characters that it may have beside those of names.
func wrongName(name, more string) string {
	if _, err := netip.ParseAddr(name); err == nil || name == "" {
		return ""
	}
	for _, r := range name {
		switch {
		case r >= 0x80:
			return fmt.Sprintf("it has %q, and names in requests are ASCII", r)
		case strings.ContainsRune("._-"+more, r), '0' <= r && r <= '9', 'a' <= r|0x20 && r|0x20 <= 'z':
		default:
			return fmt.Sprintf("it has %q in it", r)
		}
	}
	switch {
	case strings.HasPrefix(name, "."):
		return "it begins with a dot"
	case strings.HasSuffix(name, "."):
		return "httpd takes the dot at the end off what is asked for"
	}
	return ""
}

// meantNames are the names that a word stands for: where commas or semicolons are
// between them, as a list; without scheme, port, path and the dot at the end; "" where
// that cannot be told.
func meantNames(text string, several bool) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' })
	if len(words) > 1 && !several {
		return ""
	}
	more := ""
	if several {
		more = "*?"
	}
	for i, word := range words {
		if _, rest, found := strings.Cut(word, "://"); found {
			word = rest
		}
		word, _, _ = strings.Cut(word, "/")
		if name, port, found := strings.Cut(word, ":"); found && (several || !number(port)) {
			word = name
		}
		words[i] = strings.TrimSuffix(word, ".")
		if name, _, _ := strings.Cut(words[i], ":"); name == "" || wrongName(name, more) != "" {
			return ""
		}
	}
	return strings.Join(words, " ")
}
