package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeNotInHosts = &lint.Rule{
	ID:       "cluster-node-not-in-hosts",
	Severity: lint.Warning,
	Doc: `A node that the hosts file does not know

The node can then only be found by a name server, and the cluster cannot start, or take a node back, while that cannot
be reached.

Write every node, with its second name where it has one, into the hosts file of every node.

Source: cman(5); Red Hat's Cluster Administration for RHEL 5 and 6.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if len(h.Hosts) == 0 {
			return
		}
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			for _, n := range nodesOf(p, f) {
				for _, e := range append([]*clusterconf.Element{n.Element}, n.AltNames...) {
					name := e.Value("name")
					if _, err := netip.ParseAddr(name); err == nil || name == "" {
						continue
					}
					if _, ok := lookupName(table, name); !ok {
						p.Report(placeOf(e, "name"), "%s has no line for the node %q", h.Hosts[0].Name, name)
					}
				}
			}
		}
	},
}
