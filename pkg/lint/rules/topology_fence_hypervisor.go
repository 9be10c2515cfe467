package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyFenceHypervisor = &lint.Rule{
	ID:       "topology-fence-hypervisor",
	Severity: lint.Warning,
	Doc: `A virtual machine that is fenced through its hypervisor

The ESX host knows the machine only as long as it runs there. When vMotion or HA has moved it, or the host itself has failed,
nothing can cut the node off.

Give the fence device the address of the vCenter, which knows where the machine is.

Source: fence_vmware(8) and fence_vmware_soap(8), "ipaddr"; VMware's documentation of vMotion and HA.`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		byAddress := make(map[string]*topology.Hypervisor)
		for _, v := range t.Hypervisors {
			if v.Address.Set {
				byAddress[v.Address.Value.String()] = v
			}
		}
		for _, d := range t.FenceDevices {
			if v := byAddress[d.Address.Value]; v != nil && strings.HasPrefix(d.Agent.Value, "fence_vmware") {
				p.Report(d.Address.Range, "%s asks %s at %s, which knows only the machines that run there", d.Name, v.Name, d.Address.Value)
			}
		}
	},
}
