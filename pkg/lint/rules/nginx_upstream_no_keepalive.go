package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamNoKeepalive = &lint.Rule{
	ID:       "nginx-upstream-no-keepalive",
	Severity: lint.Info,
	Doc: `A new connection to the back end for every request

Without keepalive nginx before 1.29.7 opens and closes a connection for each request: time on both sides, and ports that
stay in TIME_WAIT under load.

Write keepalive in the upstream, and HTTP/1.1 with an empty Connection beside the proxy_pass. An upstream that no proxy_pass
of the files names, and one of Unix sockets alone, is not spoken of.

Source: nginx's documentation of keepalive; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if v, known := nginxVersion(p); known && (nginx.KeepaliveDefault.In(v) || !nginx.Keepalive.In(v)) {
			return
		}
		pl := nginxPlacesOf.Of(p, h)
		passed := make(map[*nginxUpstream]bool)
		for _, d := range pl.passes {
			passed[d.upstream] = true
		}
		for _, u := range pl.upstreams {
			if passed[u] && u.Keepalive == nil && !u.node.open && !u.onUnixSockets() {
				p.Report(u.Directive.Name.Range(), "connections to the servers of %q are not kept", u.Name.Text)
			}
		}
	},
}
