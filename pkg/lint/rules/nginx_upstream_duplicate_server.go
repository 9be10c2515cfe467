package rules

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamDuplicateServer = &lint.Rule{
	ID:       "nginx-upstream-duplicate-server",
	Severity: lint.Warning,
	Doc: `A server that stands twice in its upstream

nginx counts it twice: it gets twice the requests of its neighbours, and a failure of one is not known of the other.

Delete one of the two, or say "weight=2".

Source: Seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		first := make(map[nginx.Address]nginx.Server)
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			clear(first)
			for _, s := range u.Servers {
				if len(s.Directive.Args) == 0 {
					continue
				}
				address := nginx.Address{Host: strings.ToLower(s.Address.Host), Port: s.Address.Port}
				if !strings.HasPrefix(address.Host, "unix:") {
					address.Port = cmp.Or(address.Port, "80")
				}
				before, twice := first[address]
				if !twice {
					first[address] = s
					continue
				}
				p.ReportFinding(lint.Finding{
					Range: s.Directive.Args[0].Range(), Message: fmt.Sprintf("%s is in the upstream %q already", s.Directive.Arg(0), u.Name.Text),
					Related: []lint.Related{{Message: "the first", Range: before.Directive.Args[0].Range()}},
				})
			}
		}
	},
}
