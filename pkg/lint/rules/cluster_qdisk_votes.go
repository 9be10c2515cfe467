package rules

import (
	"strconv"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterQdiskVotes = &lint.Rule{
	ID:       "cluster-qdisk-votes",
	Severity: lint.Warning,
	Doc: `A quorum disk with too few or too many votes

The disk is there so that one node of the cluster can go on alone: for that it needs one vote less than there are
nodes. With fewer it does not help; with more it counts for more than all nodes together.

Leave votes out: qdiskd takes the number of nodes less one.

Source: qdisk(5), "votes".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		q := f.Section("quorumd")
		if q == nil {
			return
		}
		nodes := nodesOf(p, f)
		votes, ok := attrNumber(q.Attr("votes"))
		total, known := votesOf(nodes)
		if ok && known && total == len(nodes) && total > 1 && votes != total-1 {
			p.ReportFix(placeOf(q, "votes"), setAttribute(q, "votes", strconv.Itoa(total-1)), "the quorum disk has %d votes beside the %d of the nodes", votes, total)
		}
	},
}
