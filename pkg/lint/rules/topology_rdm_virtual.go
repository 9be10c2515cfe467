package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyRdmVirtual = &lint.Rule{
	ID:       "topology-rdm-virtual",
	Severity: lint.Warning,
	Doc: `A shared disk as a virtual raw device mapping

Between virtual machines on several ESX hosts a LUN is to be shared as a physical mapping, which passes SCSI commands on. In
virtual compatibility mode the hypervisor answers them itself: the persistent reservations by which fence_scsi cuts a node
off do not reach the storage.

Make the mapping anew with compatibility = "physical", and set the bus sharing of its controller to physical.

Source: VMware vSphere 6.7, Setup for Failover Clustering and Microsoft Cluster Service, "Requirements for Clustered Disks"
(multihost clustering: physical; virtual only for Windows Server 2003).`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		for _, vg := range t.VolumeGroups {
			if vg.Cluster.Value == nil || !acrossHypervisors(vg.Cluster.Value) {
				continue
			}
			for _, pv := range vg.PhysicalVolumes {
				if rdm := pv.RDM.Value; rdm != nil && rdm.Compatibility.Value == "virtual" {
					p.Report(rdm.Compatibility.Range, "%s is shared by nodes of %s on several hypervisors", pv.Name, vg.Cluster.Value.Name)
				}
			}
		}
	},
}

// acrossHypervisors tells whether the nodes of a cluster run on several hypervisors.
func acrossHypervisors(c *topology.Cluster) bool {
	var first *topology.Hypervisor
	for _, n := range c.Nodes {
		if n.Host.Value == nil || n.Host.Value.Hypervisor.Value == nil {
			continue
		}
		on := n.Host.Value.Hypervisor.Value
		if first != nil && on != first {
			return true
		}
		first = on
	}
	return false
}
