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

Write "proxy_next_upstream error timeout http_502 http_503;".

Source: nginx's documentation of proxy_next_upstream.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			u := d.upstream
			if u == nil || len(u.Servers) < 2 {
				continue
			}
			if list, known := d.effective("proxy_next_upstream"); known && len(list) == 0 {
				p.Report(d.Name.Range(), "a 502 or 503 of one of the %d servers of %q is not tried elsewhere", len(u.Servers), u.Name.Text)
			}
		}
	},
}
