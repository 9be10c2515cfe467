package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastMac = &lint.Rule{
	ID:       "cluster-multicast-mac",
	Severity: lint.Warning,
	Doc: `A multicast group that shares its Ethernet address with 224.0.0.x

Ethernet sees only the low 23 bits of a group. One that ends as 224.0.0.x does has the address of the network control
block, which switches flood to every port in spite of IGMP snooping.

Leave the address out, or give one whose last three bytes are not 0.0.x or 128.0.x.

Source: RFC 1112, section 6.4; RFC 4541, section 2.1.2.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, m := range readGroups(f) {
			addr, err := netip.ParseAddr(attrText(m.Addr))
			if err != nil || !addr.Is4() || !addr.IsMulticast() {
				continue
			}
			if b := addr.As4(); b[1]&0x7f == 0 && b[2] == 0 && (b[0] != 224 || b[1] != 0) {
				var fix *lint.Fix
				if group := workedOutGroup(f, m, addr); group.As4()[2] != 0 {
					fix = setAttribute(m.Element, "addr", group.String())
				}
				p.ReportFix(m.Addr.Value.Range, fix, "%s has the Ethernet address of 224.0.0.%d, which switches flood", addr, b[3])
			}
		}
	},
}
