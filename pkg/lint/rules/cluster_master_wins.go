package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMasterWins = &lint.Rule{
	ID:       "cluster-master-wins",
	Severity: lint.Warning,
	Doc: `master_wins where it cannot decide

master_wins makes the holder of the disk the one that goes on. It is made for two nodes and no heuristics: heuristics
that decide as well can take the disk away from the one that holds it.

Take master_wins out, or the heuristics.

Source: qdisk(5), "master_wins".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		q := f.Section("quorumd")
		if q == nil || !attrYes(q.Attr("master_wins")) {
			return
		}
		switch n := len(nodesOf(p, f)); {
		case q.First("heuristic") != nil:
			p.Report(placeOf(q, "master_wins"), "master_wins beside heuristics")
		case n > 2:
			p.Report(placeOf(q, "master_wins"), "master_wins with %d nodes", n)
		}
	},
}
