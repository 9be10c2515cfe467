package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyNodesOneHypervisor = &lint.Rule{
	ID:       "topology-nodes-one-hypervisor",
	Severity: lint.Warning,
	Doc: `A hypervisor that takes the quorum with it

So many nodes of the cluster run on one hypervisor that the others have no quorum without them: when that machine fails,
or is restarted for an update, the whole cluster stands still.

Spread the nodes over as many hypervisors as it takes for the loss of any one to leave more than half of the votes, and
keep them apart by anti-affinity rules, so that no migration brings them together again.

Source: cman(5), "expected_votes"; VMware vSphere 8.0, on cluster nodes on one ESXi host (DRS anti-affinity rules).`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		for _, c := range t.Clusters {
			checkNodesOnHypervisors(p, c)
		}
	},
}

func checkNodesOnHypervisors(p *lint.Pass, c *topology.Cluster) {
	total, last := 0, make(map[*topology.Hypervisor]*topology.Node)
	votes, nodes := make(map[*topology.Hypervisor]int), make(map[*topology.Hypervisor]int)
	for _, n := range c.Nodes {
		mine := 1
		if n.Votes.Set {
			mine = n.Votes.Value
		}
		total += mine
		if n.Host.Value == nil || n.Host.Value.Hypervisor.Value == nil {
			continue
		}
		on := n.Host.Value.Hypervisor.Value
		last[on] = n
		votes[on] += mine
		nodes[on]++
	}
	if c.QuorumDisk != nil || len(c.Nodes) < 2 {
		return // the votes of the disk let fewer nodes go on
	}
	for _, n := range c.Nodes {
		if n.Host.Value == nil {
			continue
		}
		on := n.Host.Value.Hypervisor.Value
		if on == nil || last[on] != n || nodes[on] < 2 || total-votes[on] > total/2 {
			continue
		}
		p.Report(n.Host.Range, "%s runs %d of the %d nodes of %s: without it %d of %d votes are left", on.Name, nodes[on], len(c.Nodes), c.Name, total-votes[on], total)
	}
}
