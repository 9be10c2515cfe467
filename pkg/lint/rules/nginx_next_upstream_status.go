package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxNextUpstreamStatus = &lint.Rule{
	ID:       "nginx-next-upstream-status",
	Severity: lint.Info,
	Doc: `A server's 502 or 503 reaches the client

By default nginx asks the next server where a connection fails or times out, not where a server answers that it cannot
serve.

Write "proxy_next_upstream error timeout http_502 http_503;", in http or where the requests are passed on. An upstream is
spoken of once, at the first proxy_pass to it that asks no other server then.

Source: nginx's documentation of proxy_next_upstream; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		seen := make(map[*nginxUpstream]bool)
		for _, d := range nginxPlacesOf.Of(p, h).passes {
			u := d.upstream
			if u == nil || len(u.Servers) < 2 || seen[u] || !d.unset("proxy_next_upstream") {
				continue
			}
			seen[u] = true
			p.Report(d.Name.Range(), "a 502 or 503 of one of the %d servers of %q is not tried elsewhere", len(u.Servers), u.Name.Text)
		}
	},
}
