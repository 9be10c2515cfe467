package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceFabric = &lint.Rule{
	ID:       "cluster-fence-fabric",
	Severity: lint.Info,
	Doc: `A node that is cut off from the storage and goes on running

The agent takes the node's access away and leaves the node as it is: it must be restarted by hand before it can join
again, and its services still answer on the network. It is said once for all nodes of the cluster.

Have someone who knows what to do, or let a power switch be the first <method>, and the storage the second.

Source: fenced(8); the manual pages of the agents.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := fenceDevices(f)
		var running []lint.Related
		for _, n := range nodesOf(p, f) {
			if u, ok := firstFence(defined, n); ok {
				running = append(running, lint.Related{
					Message: fmt.Sprintf("%s leaves node %q running", u.Agent, attrText(n.Name)), Range: placeOf(u.Device.Element, "name"),
				})
			}
		}
		if len(running) == 0 {
			return
		}
		others := ""
		if n := len(running) - 1; n > 0 {
			others = fmt.Sprintf("; so it is with %d others", n)
		}
		p.ReportFinding(lint.Finding{Message: running[0].Message + others, Range: running[0].Range, Related: running[1:]})
	},
}

// firstFence returns the device by which a node is fenced first; ok is false where
// something of that method switches the node off.
func firstFence(defined map[string]*clusterconf.FenceDevice, n clusterconf.ClusterNode) (first fenceUse, ok bool) {
	for i, m := range n.Methods {
		for _, d := range m.Devices {
			u := newFenceUse(defined, n, i, d)
			switch u.kind() {
			case clusterconf.FabricAgent:
				first, ok = u, true
			case clusterconf.KdumpAgent: // asks, and cuts nothing off
			default:
				return fenceUse{}, false
			}
		}
		if ok {
			break
		}
	}
	return first, ok
}
