package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterTwoNodeNodes = &lint.Rule{
	ID:       "cluster-two-node-nodes",
	Severity: lint.Error,
	Doc: `two_node in a cluster that does not have two nodes with one vote each

cman refuses to start: two_node lets one node of two go on alone, and of more than two it would let each part go on.

Take two_node and expected_votes out.

Source: cman(5), "two_node"; cman-preconfig.c: "two_node requires exactly two nodes with one vote each".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		nodes := nodesOf(p, f)
		votes, ok := votesOf(nodes)
		if !isTwoNode(f) || !ok || len(nodes) == 0 || len(nodes) == 2 && votes == 2 {
			return
		}
		cman := f.Section("cman")
		fix := removeAttribute(cman, cman.Attr("two_node"))
		if votes := cman.Attr("expected_votes"); votes != nil {
			fix.Edits = append(fix.Edits, removeAttribute(cman, votes).Edits...)
		}
		p.ReportFix(placeOf(cman, "two_node"), fix, "two_node with %d nodes and %d votes", len(nodes), votes)
	},
}
