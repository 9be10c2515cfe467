package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterTwoNodeExpected = &lint.Rule{
	ID:       "cluster-two-node-expected",
	Severity: lint.Error,
	Doc: `two_node without expected_votes="1"

cman wants both, and without the second refuses to start: it counts two expected votes, of which two are a quorum.

Write expected_votes="1" beside two_node="1".

Source: cman(5), "two_node"; cman-preconfig.c.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if cman := f.Section("cman"); isTwoNode(f) && len(nodesOf(p, f)) == 2 && f.Section("quorumd") == nil {
			if votes, ok := attrNumber(cman.Attr("expected_votes")); !ok || votes != 1 {
				p.ReportFix(placeOf(cman, "two_node"), setAttribute(cman, "expected_votes", "1"), "two_node needs expected_votes=\"1\"")
			}
		}
	},
}
