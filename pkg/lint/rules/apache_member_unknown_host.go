package rules

import (
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/agext/levenshtein"

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
		hosts := make(map[netip.Addr]*lint.Host)
		for _, h := range e.Hosts {
			for addr := range addressesOf(p, h).byAddr {
				hosts[addr] = h
			}
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

// reportUnknownHosts looks at a balancer of a host with at least as many members
// that are hosts of the estate as others.
func reportUnknownHosts(p *lint.Pass, on *lint.Host, b *balancer, hosts map[netip.Addr]*lint.Host) {
	members := make(map[netip.Addr]bool)
	known, unknown := 0, []*member(nil)
	for _, m := range b.members {
		addr, err := netip.ParseAddr(strings.Trim(m.url.host, "[]"))
		switch {
		case err != nil || addr.IsLoopback() || m.url.socket:
			continue
		case hosts[addr] != nil:
			known++
		default:
			unknown = append(unknown, m)
		}
		members[addr] = true
	}
	if len(unknown) > known {
		return
	}
	for _, m := range unknown {
		for _, addr := range slices.SortedFunc(maps.Keys(hosts), netip.Addr.Compare) {
			if hosts[addr] != on && !members[addr] && slip(addr.String(), strings.Trim(m.url.host, "[]")) {
				m.at.report(p, m.URL.Range, "%s is no host of the estate; %s has %s", m.url.host, hosts[addr].Name, addr)
				break
			}
		}
	}
}

// slip tells whether two addresses differ by one figure, or by two changed over.
func slip(a, b string) bool {
	if len(a) == len(b) {
		var differ []int
		for i := range len(a) {
			if a[i] != b[i] {
				differ = append(differ, i)
			}
		}
		if len(differ) == 2 && a[differ[0]] == b[differ[1]] && a[differ[1]] == b[differ[0]] {
			return true
		}
	}
	return levenshtein.Distance(a, b, nil) == 1
}
