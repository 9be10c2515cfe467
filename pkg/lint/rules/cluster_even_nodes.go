package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterEvenNodes = &lint.Rule{
	ID:       "cluster-even-nodes",
	Severity: lint.Info,
	Doc: `An even number of votes

When the network parts the nodes into halves, neither has a quorum, and everything stands still.

Add a node or a quorum disk where the nodes can be parted into halves, as by two switches or two rooms.

Source: qdisk(5).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		nodes := nodesOf(p, f)
		votes, known := votesOf(nodes)
		if known && len(nodes) > 2 && (votes+diskVotes(f))%2 == 0 {
			p.Report(nodes[0].Element.Parent.Name.Range, "%d nodes have %d votes: halves have no quorum", len(nodes), votes)
		}
	},
}
