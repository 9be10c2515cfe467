package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxMapDefault = &lint.Rule{
	ID:       "nginx-map-default",
	Severity: lint.Info,
	Doc: `A map without a default

A value that no line of the map has gives an empty string, which a directive may take for something else than nothing.

Write the default, if it is to be empty too.

Source: nginx's documentation of map.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("map") {
			if d.Block == nil || len(d.Args) < 2 {
				continue
			}
			has := slices.ContainsFunc(d.Block.Directives, func(e *nginx.Directive) bool { return e.Name.Text == "default" || e.Name.Text == "include" })
			if !has {
				p.Report(d.Name.Range(), "%s is empty for values that the map does not have", d.Arg(1))
			}
		}
	},
}
