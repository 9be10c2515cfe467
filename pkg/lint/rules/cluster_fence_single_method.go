package rules

import (
	"fmt"
	"slices"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceSingleMethod = &lint.Rule{
	ID:       "cluster-fence-single-method",
	Severity: lint.Info,
	Doc: `The only way to fence a node may be gone when the node is

A management controller has its power from the node: a node without power cannot be fenced, and every GFS, clvmd and service of
the cluster waits until a person says that it is down. So it is with a virtual machine that is switched by the host it
runs on; one that is switched by a management server waits for that server. A power switch, a blade chassis and the
storage are not in the node, and are not reported.

Add a second <method> over another path, such as a power switch: fenced tries the methods in order.

Source: fenced(8); Clusters from Scratch, on choosing a fence device.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := fenceDevices(f)
		var alone []lint.Related
		for _, n := range nodesOf(p, f) {
			if why := onlyMethod(defined, n); why != "" {
				alone = append(alone, lint.Related{Message: fmt.Sprintf("%q %s", attrText(n.Name), why), Range: placeOf(n.Methods[0].Element, "name")})
			}
		}
		switch len(alone) {
		case 0:
		case 1:
			p.Report(alone[0].Range, "%s, and has no second method", alone[0].Message)
		default:
			p.ReportFinding(lint.Finding{
				Message: fmt.Sprintf("%s, and has no second method, nor have %d other nodes", alone[0].Message, len(alone)-1),
				Range:   alone[0].Range, Related: alone[1:],
			})
		}
	},
}

// onlyMethod says on what the fencing of a node hangs alone; "" where the one fault
// that stops the node does not stop its fencing too.
func onlyMethod(defined map[string]*clusterconf.FenceDevice, n clusterconf.ClusterNode) string {
	if len(n.Methods) != 1 {
		return ""
	}
	for _, d := range n.Methods[0].Devices {
		u := newFenceUse(defined, n, 0, d)
		switch {
		case u.isController():
			return "is fenced by " + u.Agent + ", which has its power from the node"
		case u.Agent == "fence_virsh":
			return "is fenced by " + u.Agent + ", which asks the host that the node runs on"
		case slices.Contains(managerAgents, u.Agent):
			return "is fenced by " + u.Agent + ", which asks one management server"
		}
	}
	return ""
}

// managerAgents ask a server that knows on which host a virtual machine runs.
var managerAgents = []string{"fence_vmware", "fence_vmware_vi", "fence_vmware_soap", "fence_vmware_rest", "fence_rhevm"}

// controllerAgents talk to a management controller.
var controllerAgents = []string{
	"fence_ipmilan", "fence_ilo", "fence_ilo2", "fence_ilo3", "fence_ilo4", "fence_ilo5", "fence_ilo_mp", "fence_ilo_ssh",
	"fence_idrac", "fence_drac", "fence_drac5", "fence_imm", "fence_rsa", "fence_rsb",
}

// isController tells whether the device is a controller inside the node itself, not
// that of a chassis, which is told the blade.
func (u fenceUse) isController() bool {
	return slices.Contains(controllerAgents, u.Agent) && u.target() == ""
}
