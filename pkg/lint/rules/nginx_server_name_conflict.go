package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxServerNameConflict = &lint.Rule{
	ID:       "nginx-server-name-conflict",
	Severity: lint.Warning,
	Doc: `Two servers of one name on one address

nginx ignores the second with a mere warning, "conflicting server name": its site never answers.

Delete one of the two, or give it another name.

Source: Seen on nginx 1.22; names are compared without regard to case.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		type place struct {
			nginxSocket
			name string
		}
		type claim struct {
			server *nginxNode
			name   *nginx.Word
		}
		first := make(map[place]claim)
		pl := nginxPlacesOf.Of(p, h)
		shared := nginxSharedNames(pl)
		for _, s := range pl.servers {
			for i := range s.names {
				name := &s.names[i]
				lower := strings.ToLower(name.Text)
				if !shared[lower] {
					continue
				}
				for _, l := range s.listens[:min(len(s.listens), nginxMostListens)] {
					at := place{nginxSocket{s.config, l.Address}, lower}
					before, twice := first[at]
					if !twice {
						first[at] = claim{s.nginxNode, name}
						continue
					}
					if before.server == s.nginxNode {
						continue
					}
					p.ReportFinding(lint.Finding{
						Range: name.Range(), Message: fmt.Sprintf("%s on %s is another server's already", name.Text, l.Directive.Arg(0)),
						Related: []lint.Related{{Message: "the first", Range: before.name.Range()}},
					})
				}
			}
		}
	},
}

// nginxMostListens is the number of a server's listens that are looked at for each
// of its names.
const nginxMostListens = 100

// nginxSharedNames returns the names, in small letters, that stand in several places
// and mean one site wherever they do.
func nginxSharedNames(pl *nginxPlaces) map[string]bool {
	shared := make(map[string]bool)
	for _, s := range pl.servers {
		for _, name := range s.names {
			if name.Text == "" || name.Text == "_" || strings.HasPrefix(name.Text, "~") || strings.Contains(name.Text, "$") {
				continue
			}
			lower := strings.ToLower(name.Text)
			_, seen := shared[lower]
			shared[lower] = seen
		}
	}
	return shared
}
