package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxIPHashNetwork = &lint.Rule{
	ID:       "nginx-ip-hash-network",
	Severity: lint.Info,
	Doc: `ip_hash looks at the network, not at the client

Of an IPv4 address ip_hash takes the first three octets: all clients of one /24, and all that come through one
balancer, proxy or NAT, go to one server.

Take the client's address from the balancer in front (realip, after which this rule is silent), or balance by "hash" of
something finer, or by a cookie.

Source: nginx's documentation of ip_hash.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		own := make(map[*nginxUpstream]bool) // those that see the client's own address
		for _, d := range pl.passes {
			if from, _ := d.effective("set_real_ip_from"); len(from) > 0 {
				own[d.upstream] = true
			}
		}
		for _, u := range pl.upstreams {
			if !own[u] && u.Family == nginx.HTTP && u.Method != nil && u.Method.Name.Text == "ip_hash" && len(u.Servers) > 1 {
				p.Report(u.Method.Name.Range(), "clients of one /24 all go to one of the %d servers of %q", len(u.Servers), u.Name.Text)
			}
		}
	},
}
