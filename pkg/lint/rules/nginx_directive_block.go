package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxDirectiveBlock = &lint.Rule{
	ID:       "nginx-directive-block",
	Severity: lint.Error,
	Doc: `A directive with a block where it takes none, or without one

nginx does not start with a simple directive that opens a block, or a block that is missing.

Write the directive as its documentation shows it.

Source: nginx's documentation of the directive; seen on nginx 1.22: "has no opening", "is not terminated by".`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		for d := range f.All() {
			specs := nginx.Lookup(d.Name.Text)
			if len(specs) == 0 || slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool { return s.Block == (d.Block != nil) }) {
				continue
			}
			if d.Block != nil {
				p.Report(d.Name.Range, "%s takes no block", d.Name.Text)
			} else if !d.End.Missing() {
				p.Report(d.Name.Range, "%s has no block", d.Name.Text)
			}
		}
	},
}
