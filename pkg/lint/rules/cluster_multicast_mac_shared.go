package rules

import (
	"fmt"
	"net/netip"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastMacShared = &lint.Rule{
	ID:       "cluster-multicast-mac-shared",
	Severity: lint.Warning,
	Doc: `Two clusters whose groups have one Ethernet address

Ethernet sees only the low 23 bits of a group, so that 32 groups share each Ethernet address. Every node takes in the
packets of both clusters and throws those of the other away.

Give one of them a group whose last 23 bits differ, or leave both out where their names give them different ones.

Source: RFC 1112, section 6.4.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		byBits := make(map[[3]byte][]*cluster)
		for _, c := range clustersOf(p, e) {
			text, _ := clusterGroup(c.file())
			group, err := netip.ParseAddr(text)
			if err != nil || !group.Is4() || !group.IsMulticast() || !usesMulticast(c.file()) {
				continue
			}
			b := group.As4()
			bits := [3]byte{b[1] & 0x7f, b[2], b[3]}
			for _, other := range byBits[bits] {
				otherGroup, _ := clusterGroup(other.file())
				if otherGroup == text || apart(p, c, other) {
					continue
				}
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("%s of %q and %s of %q are both 01:00:5e:%02x:%02x:%02x on Ethernet", otherGroup, other.Name, text, c.Name, bits[0], bits[1], bits[2]), Range: placeOf(c.file().Root(), "name"),
					Related: []lint.Related{{Message: "the other", Range: placeOf(other.file().Root(), "name")}},
				})
				break
			}
			byBits[bits] = append(byBits[bits], c)
		}
	},
}
