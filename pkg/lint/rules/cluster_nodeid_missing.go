package rules

import (
	"strconv"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeidMissing = &lint.Rule{
	ID:       "cluster-nodeid-missing",
	Severity: lint.Error,
	Doc: `A node without a number

cman gives no numbers away: a node without one does not start.

Give each node a nodeid, counted from 1.

Source: cman(5), "nodeid"; cman-preconfig.c.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		used := make(map[string]bool)
		for _, n := range nodesOf(p, f) {
			used[attrText(n.NodeID)] = true
		}
		next := 1
		for _, n := range nodesOf(p, f) {
			if n.NodeID != nil {
				continue
			}
			for used[strconv.Itoa(next)] {
				next++
			}
			p.ReportFix(placeOf(n.Element, "name"), setAttribute(n.Element, "nodeid", strconv.Itoa(next)), "node %q has no nodeid", attrText(n.Name))
			next++
		}
	},
}
