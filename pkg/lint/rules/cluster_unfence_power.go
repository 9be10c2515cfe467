package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterUnfencePower = &lint.Rule{
	ID:       "cluster-unfence-power",
	Severity: lint.Error,
	Doc: `unfence with a power switch

What <unfence> names runs when the node starts, to give it its access to the storage back. A power switch has none to
give: with the action reboot the node switches itself off at every start.

Take the <unfence> out; it is for fence_scsi and for switches of the storage network.

Source: fence_node(8), "-U"; Red Hat's Fence Configuration Guide for RHEL 6.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := fenceDevices(f)
		for _, n := range nodesOf(p, f) {
			for _, d := range n.Unfence {
				if u := newFenceUse(defined, n, 0, d); u.kind().Switches() {
					p.ReportFix(placeOf(d.Element, "name"), removeElement(d.Element.Parent), "%s switches node %q when it starts", u.Agent, attrText(n.Name))
				}
			}
		}
	},
}
