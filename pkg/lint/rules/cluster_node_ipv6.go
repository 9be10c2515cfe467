package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeIpv6 = &lint.Rule{
	ID:       "cluster-node-ipv6",
	Severity: lint.Warning,
	Doc: `Nodes with IPv6 addresses on RHEL 5

The cluster suite of RHEL 5 is not supported over IPv6.

Give the nodes IPv4 addresses in the hosts file.

Source: Red Hat's Cluster Administration for RHEL 5.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if r, ok := clusterRelease(p.Platform); !ok || r != clusterconf.CMAN2 {
			return
		}
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			for _, n := range nodesOf(p, f) {
				if r, ok := lookupName(table, attrText(n.Name)); ok && !r.Addr.Is4() && !r.Addr.IsLoopback() {
					p.Report(n.Name.Value.Range, "node %q has only %s", attrText(n.Name), r.Addr)
				}
			}
		}
	},
}
