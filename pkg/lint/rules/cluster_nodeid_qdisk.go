package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeidQdisk = &lint.Rule{
	ID:       "cluster-nodeid-qdisk",
	Severity: lint.Warning,
	Doc: `A node number that the quorum disk has no place for

The quorum disk has sixteen places, one for each of the numbers 1 to 16; a node with another number cannot use it.

Number the nodes from 1 to 16.

Source: qdisk(5).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if f.Section("quorumd") == nil {
			return
		}
		for _, n := range nodesOf(p, f) {
			if id, ok := attrNumber(n.NodeID); ok && id > 16 {
				p.Report(n.NodeID.Value.Range, "node %q has the number %d; the quorum disk has places for 1 to 16", attrText(n.Name), id)
			}
		}
	},
}
