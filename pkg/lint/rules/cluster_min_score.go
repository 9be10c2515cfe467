package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMinScore = &lint.Rule{
	ID:       "cluster-min-score",
	Severity: lint.Error,
	Doc: `A score that no node can reach

A node whose heuristics score less than min_score gives up the disk and reboots. With more than all of them together,
every node does.

Leave min_score out: qdiskd takes half of the scores and one.

Source: qdisk(5), "min_score".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		q := f.Section("quorumd")
		if q == nil || q.First("heuristic") == nil {
			return
		}
		sum := 0
		for h := range q.Elements("heuristic") {
			sum += attrNumberOr(h, "score", 1)
		}
		if score, ok := attrNumber(q.Attr("min_score")); ok && score > sum {
			p.ReportFix(placeOf(q, "min_score"), removeAttribute(q, q.Attr("min_score")), "min_score is %d, and all heuristics together give %d", score, sum)
		}
	},
}
