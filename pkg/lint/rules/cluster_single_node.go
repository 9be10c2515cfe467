package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterSingleNode = &lint.Rule{
	ID:       "cluster-single-node",
	Severity: lint.Info,
	Doc: `A cluster of one node

There is nowhere for a service to go when the node fails.

Nothing has to be done where it is meant, as for a cluster that is still being built.

Source: cman(5).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if nodes := nodesOf(p, f); len(nodes) == 1 {
			p.Report(placeOf(nodes[0].Element, "name"), "%q is the only node", attrText(nodes[0].Name))
		}
	},
}
