package rules

import (
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheMemberUnknownHost = &lint.Rule{
	ID:       "apache-member-unknown-host",
	Severity: lint.Warning,
	Doc: `A member that is no host of the estate, near one that is

The other members of the balancer are hosts of the estate; this one's address is none of theirs, and differs by one figure
from one that is no member. httpd finds out by the requests that fail.

Write the host's address.

Source: seen in configurations of the field: an address with two figures changed over; httpd's documentation of ProxyPass
has no check of it.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		hosts := estateHostsOf(p, e)
		if len(hosts.byAddr) == 0 {
			return
		}
		for _, h := range e.Hosts {
			for _, c := range configurations.Of(p, h).configurations {
				for b := range c.balancers() {
					reportUnknownHosts(p, h, b, hosts)
				}
			}
		}
	},
}

// reportUnknownHosts looks at a balancer of a host.
func reportUnknownHosts(p *lint.Pass, on *lint.Host, b *balancer, hosts *estateHosts) {
	at := make(map[netip.Addr][]*member)
	for _, m := range b.members {
		if addr, err := netip.ParseAddr(strings.Trim(m.url.host, "[]")); err == nil && !m.url.socket {
			at[addr] = append(at[addr], m)
		}
	}
	for addr, meant := range hosts.slips(on, slices.Collect(maps.Keys(at))) {
		for _, m := range at[addr] {
			m.at.report(p, m.URL.Range(), "%s is no host of the estate; %s has %s", m.url.host, hosts.byAddr[meant].Name, meant)
		}
	}
}
