package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeidDuplicate = &lint.Rule{
	ID:       "cluster-nodeid-duplicate",
	Severity: lint.Error,
	Doc: `Two nodes of one number

The members of the cluster are told apart by number: the second node to come is refused, or takes the place of the
first.

Give each node a number of its own, and keep that of a node that has once been a member.

Source: cman(5), "nodeid".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		first := make(map[int]clusterconf.ClusterNode)
		for _, n := range nodesOf(p, f) {
			id, ok := attrNumber(n.NodeID)
			if !ok {
				continue
			}
			before, seen := first[id]
			if !seen {
				first[id] = n
				continue
			}
			p.ReportFinding(lint.Finding{
				Message: fmt.Sprintf("nodes %q and %q both have the number %d", attrText(before.Name), attrText(n.Name), id), Range: n.NodeID.Value.Range,
				Related: []lint.Related{{Message: "the other", Range: before.NodeID.Value.Range}},
			})
		}
	},
}
