package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastReserved = &lint.Rule{
	ID:       "cluster-multicast-reserved",
	Severity: lint.Error,
	Doc: `A multicast group of the local network control block

224.0.0.0/24 belongs to the protocols of the network itself: 224.0.0.1 is every host on the wire. Switches flood these
groups whatever IGMP snooping has learned, or drop them, and no router passes them on, so the cluster depends on what
each switch makes of them.

Leave the address out, and cman works one out from the name of the cluster; or give one from 239.192.0.0/16.

Source: RFC 5771, section 4; RFC 4541, section 2.1.2; cluster.rng of cman 3.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, m := range readGroups(f) {
			addr, err := netip.ParseAddr(attrText(m.Addr))
			if err != nil || !netip.PrefixFrom(netip.AddrFrom4([4]byte{224}), 24).Contains(addr) {
				continue
			}
			group := workedOutGroup(f, m, addr)
			p.ReportFix(m.Addr.Value.Range, setAttribute(m.Element, "addr", group.String()),
				"%s is in 224.0.0.0/24, which is the network's own; the group that cman works out for %q is %s", addr, clusterName(f), group)
		}
	},
}
