package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeVip = &lint.Rule{
	ID:       "cluster-node-vip",
	Severity: lint.Error,
	Doc: `A node with the address of a service

rgmanager moves the address from node to node, and cman listens on it: the node leaves the cluster with its service,
and the node that takes the service over has two names.

Give the node its own address in the hosts file, or the service another one.

Source: cman(5); the metadata of rgmanager's ip.sh.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			nodes := make(map[netip.Addr]string)
			for _, n := range nodesOf(p, f) {
				if r, ok := lookupName(table, attrText(n.Name)); ok {
					nodes[r.Addr] = attrText(n.Name)
				}
			}
			for e := range f.All() {
				if e.Name.Text != "ip" {
					continue
				}
				text, _, _ := strings.Cut(e.Value("address"), "/")
				if addr, err := netip.ParseAddr(text); err == nil && nodes[addr] != "" {
					p.Report(placeOf(e, "address"), "%s is the address of node %q", addr, nodes[addr])
				}
			}
		}
	},
}
