package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamUnused = &lint.Rule{
	ID:       "nginx-upstream-unused",
	Severity: lint.Info,
	Doc: `An upstream that nothing passes requests to

nginx says nothing of an upstream that no directive names: a leftover, or the sign of a name misspelt elsewhere.

Delete it, or pass requests to it. One that a misspelt proxy_pass means is left to nginx-upstream-undefined.

Source: Seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		type group struct {
			config *nginxConfig
			name   string
		}
		used := make(map[group]bool)
		any := make(map[*nginxConfig]bool) // what a variable may name is not known
		for d := range pl.named("proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass", "tunnel_pass") {
			if strings.Contains(d.Arg(0), "$") {
				any[d.config] = true
			}
			used[group{d.config, strings.ToLower(nginxTargetOf(d.Arg(0)).Host)}] = true
		}
		meant := make(map[*nginxUpstream]bool) // of a misspelt proxy_pass, whose finding says it
		for _, u := range nginxMisspelt(pl) {
			meant[u] = true
		}
		for _, u := range pl.upstreams {
			c, name := u.node.config, u.Name
			if c.whole && !any[c] && !meant[u] && u.Family == nginx.HTTP && name.Text != "" && !used[group{c, strings.ToLower(name.Text)}] {
				p.Report(name.Range(), "no request goes to the upstream %q", name.Text)
			}
		}
	},
}
