package rules

import (
	"strconv"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterExpectedVotesHigh = &lint.Rule{
	ID:       "cluster-expected-votes-high",
	Severity: lint.Warning,
	Doc: `More expected votes than there are

The quorum is more than half of the expected votes: with too many of them the cluster stops before half of its nodes
have failed, or never starts.

Leave expected_votes out, or give the votes of the nodes and of the quorum disk together.

Source: cman(5), "expected_votes"; qdisk(5).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		cman := f.Section("cman")
		votes, known := votesOf(nodesOf(p, f))
		if cman == nil || !known || isTwoNode(f) || votes == 0 {
			return
		}
		votes += diskVotes(f)
		if expected, ok := attrNumber(cman.Attr("expected_votes")); ok && expected > votes {
			p.ReportFix(placeOf(cman, "expected_votes"), setAttribute(cman, "expected_votes", strconv.Itoa(votes)), "expected_votes is %d, and there are %d votes", expected, votes)
		}
	},
}
