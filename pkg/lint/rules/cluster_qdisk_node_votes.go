package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterQdiskNodeVotes = &lint.Rule{
	ID:       "cluster-qdisk-node-votes",
	Severity: lint.Error,
	Doc: `A quorum disk, and a node without exactly one vote

The quorum disk is made for nodes of one vote each: with others its own votes no longer are what lets one node go on alone,
and no more.

Take votes out of the <clusternode>: 1 is the default.

Source: qdisk(5), "1.4. Limitations" ("Cluster node votes must all be 1").`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if f.Section("quorumd") == nil {
			return
		}
		for _, n := range nodesOf(p, f) {
			if votes, ok := attrNumber(n.Votes); ok && votes != 1 {
				p.ReportFix(n.Votes.Value.Range, removeAttribute(n.Element, n.Votes), "node %q has %d votes, and there is a quorum disk", attrText(n.Name), votes)
			}
		}
	},
}
