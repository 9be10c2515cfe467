package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeAddressNowhere = &lint.Rule{
	ID:       "cluster-node-address-nowhere",
	Severity: lint.Error,
	Doc: `A node whose address no interface has

cman uses the interface that owns the address to which the node's name leads. Where none does, it does not start.

Give the name the address that the heartbeat interface has, or the interface the address.

Source: cman-preconfig.c of cman 3.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		own := addressesOf(p, h)
		if !own.all {
			return
		}
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			for _, n := range nodesOf(p, f) {
				name := attrText(n.Name)
				short, _, _ := strings.Cut(name, ".")
				if h.Name == "" || h.Name != name && h.Name != short {
					continue
				}
				if r, ok := lookupName(table, name); ok && r.Addr.Is4() && !r.Addr.IsLoopback() && !own.has(r.Addr) {
					p.Report(n.Name.Value.Range, "node %q is %s, and no interface of %s has that address", name, r.Addr, h.Name)
				}
			}
		}
	},
}
