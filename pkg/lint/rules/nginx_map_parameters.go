package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxMapParameters = &lint.Rule{
	ID:       "nginx-map-parameters",
	Severity: lint.Error,
	Doc: `A line of a map that is not a pair

Each line of a map is a source value and a resulting value; hostnames and volatile stand alone. nginx does not start with
one word or three, nor with two lines for one value, whatever its capitals.

Write two words, in quotes where one of them has blanks, and end the line with a semicolon.

Source: nginx's documentation of map; seen on nginx 1.22: "invalid number of the map parameters".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, m := range nginxPlacesOf.Of(p, h).byName["map"] {
			if m.Block == nil || m.Block.Kind != nginx.Entries {
				continue
			}
			nginxReportKeysTwice(p, m.Block.Directives)
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

// nginxReportKeysTwice reports the values that two lines of a map have; of two
// equal expressions nginx takes the first.
func nginxReportKeysTwice(p *lint.Pass, entries []*nginx.Directive) {
	first := make(map[string]*nginx.Directive)
	for _, entry := range entries {
		key := strings.ToLower(entry.Name.Text)
		before := first[key]
		switch {
		case len(entry.Args) != 1 || strings.HasPrefix(key, "~") || key == "include":
		case before == nil:
			first[key] = entry
		default:
			p.ReportFinding(lint.Finding{
				Range: entry.Name.Range(), Message: fmt.Sprintf("the map has a line for %q already", entry.Name.Text),
				Related: []lint.Related{{Message: "the first", Range: before.Name.Range()}},
			})
		}
	}
}
