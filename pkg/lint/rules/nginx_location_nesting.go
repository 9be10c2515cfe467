package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxLocationNesting = &lint.Rule{
	ID:       "nginx-location-nesting",
	Severity: lint.Error,
	Doc: `A location that nginx does not read, or not there

Before the path of a location stands nothing, or one of =, ~, ~* and ^~. A named location stands in a server, none stands in an exact
or a named one, and one without an expression within another has a path that begins with the other's. nginx does not
start otherwise.

Correct the modifier, or move the location.

Source: nginx's documentation of location; seen on nginx 1.22: "invalid location modifier", "is outside location".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for d := range nginxPlacesOf.Of(p, h).named("location") {
			if len(d.Args) == 0 {
				continue
			}
			modifier, prefix := nginx.SplitLocation(d.Directive)
			switch modifier {
			case "", "=", "~", "~*", "^~", "@":
			default:
				p.Report(d.Args[0].Range(), "%q is no modifier of a location: =, ~, ~* and ^~ are", modifier)
				continue
			}
			if !d.parent.is("location") || len(d.parent.Args) == 0 {
				continue
			}
			around, path := nginx.SplitLocation(d.parent.Directive)
			w := &d.Args[len(d.Args)-1]
			switch isExpression := strings.HasPrefix(modifier, "~"); {
			case around == "=", around == "@":
				p.Report(w.Range(), "no location stands in one that is exact or named, as %q", path)
			case modifier == "@":
				p.Report(w.Range(), "a named location stands in a server, not in a location")
			case !isExpression && !strings.HasPrefix(around, "~") && !strings.HasPrefix(prefix, path):
				p.Report(w.Range(), "the path %q is outside of the location %q around it", prefix, path)
			}
		}
	},
}
