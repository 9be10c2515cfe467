package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheDirectiveUnknown = &lint.Rule{
	ID:       "apache-directive-unknown",
	Severity: lint.Error,
	Doc: `A directive that no release of httpd has, near one that it has

httpd refuses to start: "Invalid command, perhaps misspelled or defined by a module not included in the server configuration".

Correct the name.

Source: httpd's list of directives; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, n := range c.byName() {
			if n.known || len(n.name) < 5 || strings.Contains(n.name, "${") {
				continue
			}
			near := nearest(n.name, slices.Values(apache.DirectiveNames()))
			if near == "" {
				continue // a module of somebody else may have it
			}
			for _, d := range n.list {
				var fix *lint.Fix
				if d.Block == nil {
					fix = lint.Replace(d.Name.Range(), near)
				}
				d.reportFix(p, d.Name.Range(), fix, "httpd has no directive %s; did you mean %s?", d.Name.Text, near)
			}
		}
	}),
}
