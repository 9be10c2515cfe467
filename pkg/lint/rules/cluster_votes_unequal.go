package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterVotesUnequal = &lint.Rule{
	ID:       "cluster-votes-unequal",
	Severity: lint.Info,
	Doc: `Nodes with unequal votes

Which nodes can go on without which others is no longer a matter of how many they are.

Leave votes out, unless the nodes are meant to weigh differently.

Source: cman(5), "votes".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		nodes := nodesOf(p, f)
		total, known := votesOf(nodes)
		for _, n := range nodes {
			votes := attrNumberOr(n.Element, "votes", 1)
			if known && votes*len(nodes) != total && votes > 1 {
				p.Report(placeOf(n.Element, "votes"), "node %q has %d of %d votes", attrText(n.Name), votes, total)
			}
		}
	},
}
