package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceDualPower = &lint.Rule{
	ID:       "cluster-fence-dual-power",
	Severity: lint.Error,
	Doc: `Two power supplies that are switched one after the other

Each device of a method does its action before the next one begins. Two that each turn an outlet off and on again
leave one supply with power all the time: the node never loses it, and fenced reports success.

Turn both off before turning either on: four devices, with the actions off, off, on, on.

Source: fenced(8), on nodes with several power supplies.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := fenceDevices(f)
		for _, n := range nodesOf(p, f) {
			for i, m := range n.Methods {
				var cycled []fenceUse
				for _, d := range m.Devices {
					u := newFenceUse(defined, n, i, d)
					action := u.Params["action"] + u.Params["option"]
					if u.kind() == clusterconf.PowerAgent && (action == "" || action == "reboot") {
						cycled = append(cycled, u)
					}
				}
				if len(cycled) > 1 {
					p.Report(placeOf(cycled[1].Device.Element, "name"), "the %d devices of node %q are switched off and on one after the other", len(cycled), attrText(n.Name))
				}
			}
		}
	},
}
