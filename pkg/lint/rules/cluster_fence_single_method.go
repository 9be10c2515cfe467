package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceSingleMethod = &lint.Rule{
	ID:       "cluster-fence-single-method",
	Severity: lint.Info,
	Doc: `A node with one way to be fenced

Where the only device fails or cannot be reached, fenced tries it again and again while every GFS, clvmd and service
of the cluster stands still.

Add a second <method> over another path: fenced tries the methods in order.

Source: fenced(8).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, n := range nodesOf(p, f) {
			if len(n.Methods) == 1 && len(n.Methods[0].Devices) > 0 {
				p.Report(placeOf(n.Methods[0].Element, "name"), "node %q has no second method", attrText(n.Name))
			}
		}
	},
}
