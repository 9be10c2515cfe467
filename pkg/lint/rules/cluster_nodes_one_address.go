package rules

import (
	"fmt"
	"net/netip"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodesOneAddress = &lint.Rule{
	ID:       "cluster-nodes-one-address",
	Severity: lint.Error,
	Doc: `Two nodes with one address

Both names lead to the same host: the other is never heard, and is fenced as soon as the cluster starts.

Correct the hosts file.

Source: cman-preconfig.c of cman 3; hosts(5).`,
	Host: func(p *lint.Pass, h *lint.Host) {
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			first := make(map[netip.Addr]string)
			for _, n := range nodesOf(p, f) {
				name := attrText(n.Name)
				r, ok := lookupName(table, name)
				if !ok || r.Addr.IsLoopback() {
					continue
				}
				if other, seen := first[r.Addr]; seen && other != name {
					p.ReportFinding(lint.Finding{
						Message: fmt.Sprintf("the nodes %q and %q both lead to %s", other, name, r.Addr), Range: n.Name.Value.Range,
						Related: []lint.Related{{Message: "the line", Range: r.Name.Range}},
					})
				}
				first[r.Addr] = name
			}
		}
	},
}
