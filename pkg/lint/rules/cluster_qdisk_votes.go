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
			p.ReportFix(placeOf(q, "votes"), mendDiskVotes(f, q, total, votes), "the quorum disk has %d votes beside the %d of the nodes", votes, total)
		}
	},
}

// mendDiskVotes is the fix that gives the disk one vote less than the nodes have, and
// takes the difference from expected_votes where that is their sum.
func mendDiskVotes(f *clusterconf.File, q *clusterconf.Element, total, votes int) *lint.Fix {
	fix := setAttribute(q, "votes", strconv.Itoa(total-1))
	if cman := f.Section("cman"); attrNumberOr(cman, "expected_votes", 0) == total+votes {
		fix.Edits = append(fix.Edits, setAttribute(cman, "expected_votes", strconv.Itoa(2*total-1)).Edits...)
	}
	return fix
}
