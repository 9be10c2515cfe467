package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceFabric = &lint.Rule{
	ID:       "cluster-fence-fabric",
	Severity: lint.Info,
	Doc: `A node that is cut off from the storage and goes on running

The agent takes the node's access away and leaves the node as it is: it must be restarted by hand before it can join
again, and its services still answer on the network.

Have someone who knows what to do, or add a power switch.

Source: fenced(8); the manual pages of the agents.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, d := range f.FenceDevices() {
			if a := clusterconf.LookupAgent(attrText(d.Agent)); a != nil && a.Kind == clusterconf.FabricAgent {
				p.Report(d.Agent.Value.Range, "%s leaves the node running", a.Name)
			}
		}
	},
}
