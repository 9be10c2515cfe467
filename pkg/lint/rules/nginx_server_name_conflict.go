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
		pl := newNginxPlaces(h)
		first := make(map[string]nginx.Word)
		for s := range pl.servers() {
			own := make(map[string]bool)
			for _, l := range s.Listens {
				for _, name := range s.Names {
					if strings.Contains(name.Text, "$") || strings.HasPrefix(name.Text, "~") || name.Text == "" || name.Text == "_" {
						continue
					}
					key := strings.ToLower(name.Text) + " " + l.Address.Host + " " + l.Address.Port
					before, twice := first[key]
					if !twice {
						first[key], own[key] = name, true
					}
					if !twice || own[key] {
						continue
					}
					p.ReportFinding(lint.Finding{
						Range: name.Range, Message: fmt.Sprintf("%s on %s is another server's already", name.Text, l.Directive.Arg(0)),
						Related: []lint.Related{{Message: "the first", Range: before.Range}},
					})
				}
			}
		}
	},
}
