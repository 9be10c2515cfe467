package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceManual = &lint.Rule{
	ID:       "cluster-fence-manual",
	Severity: lint.Error,
	Doc: `Fencing by hand

fence_manual cuts nothing off: it waits for a person to say that the node is dead, and the whole cluster waits with
it. A person who says so while the node still runs destroys the file system.

Use an agent that switches the node's power, and keep fence_ack_manual for the operator who has pulled the plug.

Source: fence_manual(8): "for testing and evaluation purposes only"; RHEL 6 no longer has it.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, d := range f.FenceDevices() {
			if attrText(d.Agent) == "fence_manual" {
				p.Report(d.Agent.Value.Range, "the fence device %q waits for a person", attrText(d.Name))
			}
		}
	},
}
