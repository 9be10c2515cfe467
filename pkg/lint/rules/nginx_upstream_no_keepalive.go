package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamNoKeepalive = &lint.Rule{
	ID:       "nginx-upstream-no-keepalive",
	Severity: lint.Info,
	Doc: `A new connection to the back end for every request

Without keepalive nginx opens and closes a connection for each request: time on both sides, and ports that stay in
TIME_WAIT under load.

Write keepalive in the upstream, and HTTP/1.1 with an empty Connection beside the proxy_pass.

Source: nginx's documentation of keepalive.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if v, known := nginxVersion(p); known && (nginx.KeepaliveDefault.In(v) || !nginx.Keepalive.In(v)) {
			return
		}
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			if u.Family == nginx.HTTP && u.Keepalive == nil && !u.node.open {
				p.Report(u.Directive.Name.Range(), "connections to the servers of %q are not kept", u.Name.Text)
			}
		}
	},
}
