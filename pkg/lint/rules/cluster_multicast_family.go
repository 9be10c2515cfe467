package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastFamily = &lint.Rule{
	ID:       "cluster-multicast-family",
	Severity: lint.Error,
	Doc: `A multicast group of another family than the nodes

cman joins the group from the address of the node: an IPv4 group does not go with an IPv6 address, and cman refuses to
start.

Give a group of the family that the nodes' names resolve to, or none.

Source: cman-preconfig.c of cman 3; corosync.conf(5), mcastaddr.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			nodes := nodesOf(p, f)
			if len(nodes) == 0 {
				continue
			}
			r, known := lookupName(table, attrText(nodes[0].Name))
			for _, m := range f.Multicasts() {
				group, err := netip.ParseAddr(attrText(m.Addr))
				if known && err == nil && m.Element.Name.Text == "multicast" && group.Is4() != r.Addr.Is4() {
					p.Report(m.Addr.Value.Range, "the group %s does not go with %s, the address of node %q", group, r.Addr, attrText(nodes[0].Name))
				}
			}
		}
	},
}
