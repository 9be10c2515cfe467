package rules

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheFlagArguments = &lint.Rule{
	ID:       "apache-flag-arguments",
	Severity: lint.Warning,
	Doc: `Words behind On or Off

httpd reads the first word behind a flag and passes over the others, where every other directive refuses too many: what
stands there has no effect.

Delete it.

Source: httpd's source (invoke_cmd, FLAG); seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, n := range c.byName {
			if !n.known || !strings.EqualFold(n.info.Syntax, n.name+" On|Off") {
				continue
			}
			for _, d := range n.list {
				if len(d.Args) < 2 || strings.HasPrefix(d.Arg(1), "#") { // a comment that is none: apache-inline-comment
					continue
				}
				rest := hcl.RangeBetween(d.Args[1].Range(), d.Args[len(d.Args)-1].Range())
				cut := hcl.Range{Filename: rest.Filename, Start: d.Args[0].Range().End, End: rest.End}
				d.reportFix(p, rest, lint.Replace(cut, ""), "%s %s: httpd passes over what follows", n.name, d.Arg(0))
			}
		}
	}),
}
