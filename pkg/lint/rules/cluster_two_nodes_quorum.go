package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterTwoNodesQuorum = &lint.Rule{
	ID:       "cluster-two-nodes-quorum",
	Severity: lint.Warning,
	Doc: `Two nodes, neither of which can go on alone

Of two votes the quorum is two: when one node fails the other stops as well, and the cluster is down more often than
one host would be.

Write <cman two_node="1" expected_votes="1"/>, or add a quorum disk.

Source: cman(5), "two_node"; qdisk(5).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		nodes := nodesOf(p, f)
		votes, ok := votesOf(nodes)
		if len(nodes) != 2 || votes != 2 || !ok || isTwoNode(f) || f.Section("quorumd") != nil {
			return
		}
		if cman := f.Section("cman"); attrNumberOr(cman, "expected_votes", 2) > 1 {
			at := nodes[0].Element.Parent
			var fix *lint.Fix
			if cman != nil {
				at, fix = cman, lint.Replace(endOfAttributes(cman), ` two_node="1" expected_votes="1"`)
				if cman.Attr("expected_votes") != nil || cman.Attr("two_node") != nil {
					fix = nil // someone meant something by them
				}
			}
			p.ReportFix(at.Name.Range, fix, "of two votes the quorum is two, and there is neither two_node nor a quorum disk")
		}
	},
}
