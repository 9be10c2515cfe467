package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheLogNickname = &lint.Rule{
	ID:       "apache-log-nickname",
	Severity: lint.Warning,
	Doc: `A log format that nobody defined

CustomLog takes a word without "%" for the nickname of a LogFormat. Where there is none of that name, the word is the
format: each line of the log is that word.

Define it by LogFormat, in the virtual host or outside of all, or correct the name. Where in the file is the same: httpd looks
for the name when it opens the log.

Source: mod_log_config's documentation; seen on httpd 2.4.`,
	Host: wholeConfiguration(func(p *lint.Pass, c *configuration) {
		names := []string{"CLF"}
		known := map[nickname]bool{{nil, "CLF"}: true}
		main := c.scopes[0]
		for _, d := range c.named("LogFormat") {
			if name := d.Arg(1); name != "" && !known[nickname{d.scope, name}] {
				known[nickname{d.scope, name}] = true
				names = append(names, name)
			}
		}
		for _, directive := range []string{"CustomLog", "GlobalLog"} {
			for d := range c.unconditional(directive) {
				if len(d.Args) < 2 || strings.Contains(d.Arg(1), "%") || !literal(d.Args[1]) {
					continue
				}
				format := d.Args[1]
				if known[nickname{nil, format.Text}] || known[nickname{main, format.Text}] || known[nickname{d.scope, format.Text}] {
					continue
				}
				if name := nearest(format.Text, slices.Values(names)); name != "" && name != format.Text {
					d.reportFix(p, format.Range(), lint.Replace(format.Range(), name), "no LogFormat defines %s; did you mean %s?", format.Text, name)
					continue
				}
				d.report(p, format.Range(), "no LogFormat defines %s here: each line of the log is that word", format.Text)
			}
		}
	}),
}

// nickname is the name of a log's format in a virtual host, in the main server, or,
// without a scope, of httpd's own.
type nickname struct {
	scope *httpdScope
	name  string
}
