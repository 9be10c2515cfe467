package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMasterWins = &lint.Rule{
	ID:       "cluster-master-wins",
	Severity: lint.Warning,
	Doc: `master_wins where it cannot decide

master_wins makes the holder of the disk the one that goes on. It is made for two nodes and no heuristics: beside
heuristics it has no effect, and what it does with more nodes is not defined.

Take master_wins out, or the heuristics.

Source: qdisk(5), "master_wins".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		q := f.Section("quorumd")
		if q == nil || !attrYes(q.Attr("master_wins")) {
			return
		}
		fix := removeAttribute(q, q.Attr("master_wins"))
		switch n := len(nodesOf(p, f)); {
		case q.First("heuristic") != nil:
			p.ReportFix(placeOf(q, "master_wins"), fix, "master_wins beside heuristics")
		case n > 2:
			p.ReportFix(placeOf(q, "master_wins"), fix, "master_wins with %d nodes", n)
		}
	},
}
