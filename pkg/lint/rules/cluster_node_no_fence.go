package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeNoFence = &lint.Rule{
	ID:       "cluster-node-no-fence",
	Severity: lint.Error,
	Doc: `A node that nothing can fence

When the node fails, fenced looks for a method to cut it off and finds none. It tries again without end, and until it
succeeds no lock of the failed node is given back: every GFS, clvmd and rgmanager of the cluster stand still.

Give the node a <fence> with a <method> that names a fence device.

Source: fenced(8); cman(5).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, n := range nodesOf(p, f) {
			devices := 0
			for _, m := range n.Methods {
				devices += len(m.Devices)
			}
			if devices == 0 {
				p.Report(placeOf(n.Element, "name"), "nothing says how to fence node %q", attrText(n.Name))
			}
		}
	},
}
