package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterExpectedVotesLow = &lint.Rule{
	ID:       "cluster-expected-votes-low",
	Severity: lint.Error,
	Doc: `Fewer expected votes than the nodes have

The quorum is more than half of the expected votes. With too few of them each part of a cluster that starts divided
has a quorum, and both write to the same disks.

Leave expected_votes out: cman adds the votes of the nodes up.

Source: cman(5), "expected_votes".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		cman := f.Section("cman")
		votes, known := votesOf(nodesOf(p, f))
		if cman == nil || !known || isTwoNode(f) {
			return
		}
		if expected, ok := attrNumber(cman.Attr("expected_votes")); ok && expected < votes {
			p.ReportFix(placeOf(cman, "expected_votes"), removeAttribute(cman, cman.Attr("expected_votes")), "expected_votes is %d, and the nodes have %d votes", expected, votes)
		}
	},
}
