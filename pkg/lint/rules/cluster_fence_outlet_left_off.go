package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceOutletLeftOff = &lint.Rule{
	ID:       "cluster-fence-outlet-left-off",
	Severity: lint.Warning,
	Doc: `An outlet that fencing turns off and not on again

The method turns other outlets on again, so the node is meant to come back. It comes back on the rest of its power
supplies, and nobody notices until one of those fails too; where the outlet that is turned on is another node's, the
node stays down.

Turn each outlet on that the method turns off.

Source: fenced(8), on nodes with several power supplies.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := fenceDevices(f)
		for _, n := range nodesOf(p, f) {
			for i, m := range n.Methods {
				checkLeftOff(p, n, powerSteps(defined, n, i, m))
			}
		}
	},
}

func checkLeftOff(p *lint.Pass, n clusterconf.ClusterNode, steps []powerStep) {
	left, _ := outletsOff(steps)
	if !slices.ContainsFunc(steps, func(s powerStep) bool { return s.action == "on" }) {
		return // the node is meant to stay down
	}
	for _, s := range steps {
		if s.action == "off" && left[s.outlet] {
			p.Report(placeOf(s.Device.Element, "name"), "the outlet %s of %q is turned off for node %q, and not on again", s.target(), attrText(s.Device.Name), attrText(n.Name))
		}
	}
}
