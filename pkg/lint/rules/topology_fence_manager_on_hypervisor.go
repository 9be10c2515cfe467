package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyFenceManagerOnHypervisor = &lint.Rule{
	ID:       "topology-fence-manager-on-hypervisor",
	Severity: lint.Warning,
	Doc: `A fence device that runs on the machines whose nodes it fences

The manager that cuts the nodes off is a virtual machine on one of their hypervisors. When that hypervisor fails, its nodes
and the manager fail together: fencing fails until the manager runs again elsewhere, and the cluster stands still.

Run the manager on a hypervisor that has no node of the cluster, or give each node a second method by another path, as the
management controllers of the hypervisors.

Source: fenced(8): a failed node stays unfenced until a method succeeds; seen in the log of a cluster whose manager took
149 seconds of a freeze of 179.`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		managers := make(map[string]*topology.Host) // virtual machines, by address
		for _, h := range t.Hosts {
			if h.Hypervisor.Value == nil {
				continue
			}
			managers[h.Name], managers[h.FQDN()] = h, h
			for _, i := range h.Interfaces {
				if i.Address.Set {
					managers[i.Address.Value.Addr().String()] = h
				}
			}
		}
		for _, c := range t.Clusters {
			checkFenceManagers(p, c, managers)
		}
	},
}

func checkFenceManagers(p *lint.Pass, c *topology.Cluster, managers map[string]*topology.Host) {
	reported := make(map[*topology.FenceDevice]bool)
	for _, n := range c.Nodes {
		only := true
		for _, f := range n.Fences {
			only = only && f.Name == n.Fences[0].Name
		}
		for _, f := range n.Fences {
			d := f.Device.Value
			if d == nil || reported[d] || !only || n.Host.Value == nil {
				continue
			}
			m := managers[d.Address.Value]
			if m == nil || m == n.Host.Value || m.Hypervisor.Value != n.Host.Value.Hypervisor.Value {
				continue
			}
			reported[d] = true
			p.Report(d.Address.Range, "%s is %s, a virtual machine on %s, where node %q of %s runs", d.Name, m.Name, m.Hypervisor.Value.Name, n.Name, c.Name)
		}
	}
}
