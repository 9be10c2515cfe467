package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxUpstreamUnused = &lint.Rule{
	ID:       "nginx-upstream-unused",
	Severity: lint.Info,
	Doc: `An upstream that nothing passes requests to

nginx says nothing of an upstream that no directive names: a leftover, or the sign of a name misspelt elsewhere.

Delete it, or pass requests to it.

Source: Seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := newNginxPlaces(h)
		if !pl.whole() {
			return
		}
		used := make(map[string]bool)
		for _, d := range pl.named("proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass", "tunnel_pass") {
			if strings.Contains(d.Arg(0), "$") {
				return // any upstream, perhaps
			}
			used[strings.ToLower(nginxTargetOf(d.Arg(0)).Host)] = true
		}
		for u := range pl.allUpstreams() {
			if name := u.Name; name.Text != "" && !used[strings.ToLower(name.Text)] {
				p.Report(name.Range, "no request goes to the upstream %q", name.Text)
			}
		}
	},
}
