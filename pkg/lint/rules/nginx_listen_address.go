package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxListenAddress = &lint.Rule{
	ID:       "nginx-listen-address",
	Severity: lint.Info,
	Doc: `A listen on one address, which the host must have

nginx binds the address when it starts, and in nginx -t too: on a host that does not have it yet, as a standby without
the service's address, it does not start.

Listen on the port alone, or set net.ipv4.ip_nonlocal_bind on a standby. The rule is silent where an interface file of the
host has the address.

Source: nginx's documentation of listen; ip(7) and the kernel's documentation of ip_nonlocal_bind; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, s := range pl.servers {
			for _, l := range s.listens {
				addr, err := netip.ParseAddr(strings.Trim(l.Address.Host, "[]"))
				if _, own := addressesOf(p, h).byAddr[addr]; err == nil && !own && !addr.IsUnspecified() && !addr.IsLoopback() {
					p.Report(l.Directive.Args[0].Range(), "nginx starts only where the host has %s", addr)
				}
			}
		}
	},
}
