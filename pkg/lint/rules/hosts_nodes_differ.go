package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
)

var hostsNodesDiffer = &lint.Rule{
	ID:       "hosts-nodes-differ",
	Severity: lint.Error,
	Doc: `Nodes that do not agree on the address of a node

Each node looks for the others where its own hosts file leads: one that looks elsewhere finds nobody, or waits for the
heartbeat on another network.

Copy one hosts file to every node.

Source: cman(5); cman-preconfig.c of cman 3.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		for _, c := range clustersOf(p, e) {
			checkNodeAddresses(p, c)
		}
	},
}

// checkNodeAddresses compares where the hosts of a cluster look for its nodes.
func checkNodeAddresses(p *lint.Pass, c *cluster) {
	first := make(map[string]resolved)
	for _, h := range c.Hosts {
		names := namesOf(p, h)
		for node := range c.Nodes {
			r, ok := lookupName(names, node)
			if !ok || r.Addr.IsLoopback() {
				continue
			}
			before, seen := first[node]
			switch {
			case !seen:
				first[node] = r
			case before.Addr != r.Addr:
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("the node name %q leads to %s here, and to %s in %s", node, r.Addr, before.Addr, before.Name.Range.Filename), Range: r.Name.Range,
					Related: []lint.Related{{Message: "the other", Range: before.Name.Range}},
				})
			}
		}
	}
}
