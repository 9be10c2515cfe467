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
		for _, s := range nginxPlacesOf.Of(p, h).servers {
			for _, l := range s.listens {
				for i := range s.names {
					name := &s.names[i]
					if strings.Contains(name.Text, "$") || strings.HasPrefix(name.Text, "~") || name.Text == "" || name.Text == "_" {
						continue
					}
					at := place{nginxSocket{s.config, l.Address}, strings.ToLower(name.Text)}
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
