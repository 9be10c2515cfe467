package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxUpstreamEmpty = &lint.Rule{
	ID:       "nginx-upstream-empty",
	Severity: lint.Error,
	Doc: `An upstream without servers

nginx does not start with an upstream that has no server.

Give it a server, or delete it.

Source: Seen on nginx 1.22: "no servers are inside upstream".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			if len(u.Servers) == 0 && !u.node.open && !u.node.has("state") {
				p.Report(u.Directive.Name.Range(), "the upstream %q has no server", u.Name.Text)
			}
		}
	},
}
