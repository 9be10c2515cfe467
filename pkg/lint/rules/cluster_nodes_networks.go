package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodesNetworks = &lint.Rule{
	ID:       "cluster-nodes-networks",
	Severity: lint.Warning,
	Doc: `Nodes on different networks

A node talks from the network that its name leads to. One whose name leads to another network, as that of the
services, is reached through a router, which does not pass multicast on, or over the wrong wires.

Give all nodes their addresses on the heartbeat network in the hosts file.

Source: cman(5), "multicast"; corosync.conf(5), bindnetaddr and ttl.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		own := addressesOf(p, h)
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			nodes := nodesOf(p, f)
			addrs := make(map[netip.Addr]bool)
			for _, n := range nodes {
				if r, ok := lookupName(table, attrText(n.Name)); ok {
					addrs[r.Addr] = true
				}
			}
			for _, a := range own.list {
				if !addrs[a.Prefix.Addr()] || !usesMulticast(f) {
					continue
				}
				for _, n := range nodes {
					if r, ok := lookupName(table, attrText(n.Name)); ok && !r.Addr.IsLoopback() && !a.Prefix.Contains(r.Addr) {
						p.Report(n.Name.Value.Range, "node %q is %s, outside of %s, the network of the node here", attrText(n.Name), r.Addr, a.Prefix.Masked())
					}
				}
			}
		}
	},
}
