package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxDefaultServerDuplicate = &lint.Rule{
	ID:       "nginx-default-server-duplicate",
	Severity: lint.Error,
	Doc: `Two servers that are the default of one address

An address has one default_server: nginx does not start with a second.

Take default_server from all but one.

Source: Seen on nginx 1.22: "a duplicate default server".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		first := make(map[nginxSocket]nginx.Listen)
		for _, s := range pl.servers {
			for _, l := range s.listens {
				if !l.IsDefault() {
					continue
				}
				key := nginxSocket{s.config, l.Address}
				before, twice := first[key]
				if !twice {
					first[key] = l
					continue
				}
				p.ReportFinding(lint.Finding{
					Range: l.Directive.Range(), Message: fmt.Sprintf("%s has a default server already", l.Directive.Arg(0)),
					Related: []lint.Related{{Message: "the first", Range: before.Directive.Range()}},
				})
			}
		}
	},
}
