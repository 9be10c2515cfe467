package rules

import (
	"slices"

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
	Apache: func(p *lint.Pass, f *apache.File) {
		answers := make(map[string]string)
		for _, d := range readDirectives(p, f) {
			if _, known := apache.LookupDirective(d.Name.Text); known || len(d.Name.Text) < 5 || !literal(d.Name) {
				continue
			}
			near, asked := answers[d.Name.Text]
			if !asked {
				near = nearest(d.Name.Text, slices.Values(apache.DirectiveNames()))
				answers[d.Name.Text] = near
			}
			if near == "" {
				continue // a module of somebody else may have it
			}
			var fix *lint.Fix
			if d.Block == nil {
				fix = lint.Replace(d.Name.Range, near)
			}
			p.ReportFix(d.Name.Range, fix, "httpd has no directive %s; did you mean %s?", d.Name.Text, near)
		}
	},
}
