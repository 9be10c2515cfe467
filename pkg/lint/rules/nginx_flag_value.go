package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxFlagValue = &lint.Rule{
	ID:       "nginx-flag-value",
	Severity: lint.Error,
	Doc: `A directive that takes on or off, with something else

nginx reads such a directive as on or off, in either case, and does not start with another word.

Write on or off.

Source: nginx's documentation of the directive; seen on nginx 1.22: "invalid value".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range pl.names {
			specs := nginx.Lookup(name)
			if len(specs) == 0 || slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool { return s.Syntax != "on | off" }) {
				continue
			}
			for _, d := range pl.byName[name] {
				text := d.Arg(0)
				if len(d.Args) == 1 && d.Block == nil && !strings.EqualFold(text, "on") && !strings.EqualFold(text, "off") && !strings.Contains(text, "$") {
					p.Report(d.Args[0].Range(), "%s is on or off, not %q", name, text)
				}
			}
		}
	},
}
