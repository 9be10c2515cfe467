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
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range pl.names {
			specs := nginx.Lookup(name)
			if len(specs) == 0 {
				continue
			}
			mixed := slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool { return s.Block != specs[0].Block })
			choice := newNginxSpecChoice(specs)
			for _, d := range pl.byName[name] {
				here := specs
				if mixed { // server of http is a block, that of an upstream is none
					here = choice.in(nginxContext(d))
				}
				if len(here) == 0 || slices.ContainsFunc(here, func(s nginx.DirectiveSpec) bool { return s.Block != here[0].Block }) {
					continue
				}
				switch {
				case here[0].Block == (d.Block != nil):
				case d.Block != nil:
					p.Report(d.Name.Range(), "%s takes no block", name)
				case !d.End.Missing():
					p.Report(d.Name.Range(), "%s has no block", name)
				}
			}
		}
	},
}
