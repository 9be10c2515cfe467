package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceScsiUnfence = &lint.Rule{
	ID:       "cluster-fence-scsi-unfence",
	Severity: lint.Error,
	Doc: `fence_scsi without unfence

A node that was cut off from the storage gets its access back only by registering its key again, which <unfence> does
at the start. Without it no node registers, and a reservation shuts all of them out or none.

Add <unfence><device name="…" action="on"/></unfence> to each node.

Source: fence_scsi(8); Red Hat's Fence Configuration Guide for RHEL 6.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if r, ok := clusterRelease(p.Platform); !ok || r != clusterconf.CMAN3 {
			return
		}
		reported := make(map[*clusterconf.Element]bool)
		for _, u := range fenceUses(f) {
			if u.Agent == "fence_scsi" && len(u.Node.Unfence) == 0 && !reported[u.Node.Element] {
				reported[u.Node.Element] = true
				p.Report(placeOf(u.Node.Element, "name"), "node %q is fenced by fence_scsi, and nothing gives it its access back", attrText(u.Node.Name))
			}
		}
	},
}
