package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterTwoNodeQdisk = &lint.Rule{
	ID:       "cluster-two-node-qdisk",
	Severity: lint.Error,
	Doc: `two_node together with a quorum disk

two_node lets each of two nodes go on alone, the quorum disk lets the one that holds it: with both, both go on.

Write two_node="0" and expected_votes="3". Where the disk shall only decide who goes on, write master_wins="1" in
<quorumd>.

Source: qdisk(5), "two_node" and "master_wins".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if q := f.Section("quorumd"); q != nil && isTwoNode(f) && !attrYes(q.Attr("master_wins")) {
			var fix *lint.Fix
			if cman := f.Section("cman"); len(nodesOf(p, f)) == 2 {
				fix = setAttribute(cman, "two_node", "0")
				fix.Edits = append(fix.Edits, setAttribute(cman, "expected_votes", "3").Edits...)
			}
			p.ReportFix(placeOf(f.Section("cman"), "two_node"), fix, "there is a quorum disk, and two_node as well")
		}
	},
}
