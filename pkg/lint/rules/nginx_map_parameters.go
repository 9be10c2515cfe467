package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxMapParameters = &lint.Rule{
	ID:       "nginx-map-parameters",
	Severity: lint.Error,
	Doc: `A line of a map that is not a pair

Each line of a map is a source value and a resulting value; hostnames and volatile stand alone. nginx does not start with
one word or three.

Write two words, in quotes where one of them has blanks, and end the line with a semicolon.

Source: nginx's documentation of map; seen on nginx 1.22: "invalid number of the map parameters".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, m := range nginxPlacesOf.Of(p, h).byName["map"] {
			if m.Block == nil || m.Block.Kind != nginx.Entries {
				continue
			}
			for _, entry := range m.Block.Directives {
				switch name := entry.Name.Text; {
				case len(entry.Args) == 1, entry.End.Missing(), entry.Block != nil:
				case len(entry.Args) == 0 && (name == "hostnames" || name == "volatile"):
				default:
					p.Report(entry.Name.Range(), "a line of a map has 2 words, this one %d", 1+len(entry.Args))
				}
			}
		}
	},
}
