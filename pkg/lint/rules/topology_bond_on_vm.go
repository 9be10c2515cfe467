package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyBondOnVM = &lint.Rule{
	ID:       "topology-bond-on-vm",
	Severity: lint.Warning,
	Doc: `A bond inside a virtual machine

The cards of a virtual machine are ports of the hypervisor's switch, which do not lose their link when a cable does:
miimon sees nothing, and two of them on one virtual switch share its uplinks.

Team the physical cards in the hypervisor, and give the machine one card.

Source: Linux Ethernet Bonding Driver HOWTO, "7.3 MII Monitor Operation" (what the card reports is all it sees);
VMware vSphere Networking, "Teaming and Failover Policy".`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		for _, h := range t.Hosts {
			for _, b := range h.Bonds {
				if h.Hypervisor.Value != nil && b.MIIMon.Value > 0 && !(b.ARPInterval.Value > 0) {
					p.Report(b.Range, "%s is a virtual machine on %s: %s sees no cable of the hypervisor", h.Name, h.Hypervisor.Value.Name, b.Name)
				}
			}
		}
	},
}
