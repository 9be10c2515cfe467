package rules

import (
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamUnknownHost = &lint.Rule{
	ID:       "nginx-upstream-unknown-host",
	Severity: lint.Warning,
	Doc: `A server of an upstream that is no host of the estate, near one that is

The other servers of the upstream are hosts of the estate; this one's address is none of theirs, and differs by one figure,
or two changed over, from one that is no server of it. nginx finds out by the requests that fail, each after
proxy_connect_timeout.

Write the host's address.

Source: seen in configurations of the field: an address with two figures changed over; nginx's documentation of server has
no check of it.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		hosts := estateHostsOf(p, e)
		if len(hosts.byAddr) == 0 {
			return
		}
		for _, h := range e.Hosts {
			for _, u := range nginxPlacesOf.Of(p, h).upstreams {
				at := make(map[netip.Addr][]nginx.Server)
				for _, s := range u.Servers {
					if addr, err := netip.ParseAddr(strings.Trim(s.Address.Host, "[]")); err == nil {
						at[addr] = append(at[addr], s)
					}
				}
				for addr, meant := range hosts.slips(h, slices.Collect(maps.Keys(at))) {
					for _, s := range at[addr] {
						p.Report(s.Directive.Args[0].Range(), "%s is no host of the estate; %s has %s", addr, hosts.byAddr[meant].Name, meant)
					}
				}
			}
		}
	},
}
