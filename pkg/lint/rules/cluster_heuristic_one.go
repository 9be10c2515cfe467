package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterHeuristicOne = &lint.Rule{
	ID:       "cluster-heuristic-one",
	Severity: lint.Info,
	Doc: `A quorum disk that hangs on one heuristic

Every node asks the same: when the one router fails, or is restarted, no node has a score, and every node of the cluster
gives up the disk and reboots.

Ask two routers or more, each by a heuristic of its own, so that more than half of the score is left without one of them.

Source: qdisk(5), "2.2. Scoring & Heuristics" ("it is generally a good idea to have more than one heuristic").`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		q := f.Section("quorumd")
		if q == nil || q.Value("reboot") == "0" {
			return
		}
		var heuristics []*clusterconf.Element
		for h := range q.Elements("heuristic") {
			heuristics = append(heuristics, h)
		}
		if len(heuristics) == 1 && isPing(heuristics[0].Value("program")) {
			p.Report(placeOf(heuristics[0], "program"), "%q is all that the nodes go by", heuristics[0].Value("program"))
		}
	},
}

// isPing tells whether a heuristic is a ping alone, not a script that may do more.
func isPing(program string) bool {
	words := strings.Fields(program)
	return len(words) > 0 && (words[0] == "ping" || strings.HasSuffix(words[0], "/ping")) && !strings.ContainsAny(program, "|&;")
}
