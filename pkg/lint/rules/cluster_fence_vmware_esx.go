package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceVmwareEsx = &lint.Rule{
	ID:       "cluster-fence-vmware-esx",
	Severity: lint.Warning,
	Doc: `A virtual machine that is fenced through its ESX host

The host knows the machine only as long as it runs there. When vMotion or HA has moved it, or the host itself has
failed, nothing can cut the node off.

Fence through the vCenter, which knows where the machine is.

Source: fence_vmware(8), "vmware_type"; VMware's documentation of vMotion and HA.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, d := range f.FenceDevices() {
			if a := d.Element.Attr("vmware_type"); attrText(d.Agent) == "fence_vmware" && attrText(a) == "esx" {
				p.Report(a.Value.Range, "%q asks the ESX host %s, which knows only the machines that run there", attrText(d.Name), d.Element.Value("ipaddr"))
			}
		}
	},
}
