package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxIfInLocation = &lint.Rule{
	ID:       "nginx-if-in-location",
	Severity: lint.Warning,
	Doc: `An "if" in a location that does more than return or rewrite

An "if" makes a location of its own, which inherits some directives and not others: with two of them only the last
one's settings hold, and the rest of the outer location may not run.

Choose by a map, or send the request to a named location.

Source: nginx's documentation of if; the nginx wiki's "If is evil".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("if") {
			parent := d.parent
			if !parent.is("location") {
				continue
			}
			for _, child := range d.Children() {
				switch child.Name.Text {
				case "return", "rewrite", "set", "break", "access_log", "error_log", "limit_rate", "limit_rate_after", "include", "rewrite_log":
				default:
					if len(nginx.Lookup(child.Name.Text)) > 0 {
						p.Report(child.Name.Range(), "%s in an if makes a location that inherits in part", child.Name.Text)
					}
				}
			}
		}
	},
}
