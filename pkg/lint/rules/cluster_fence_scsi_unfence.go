package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceScsiUnfence = &lint.Rule{
	ID:       "cluster-fence-scsi-unfence",
	Severity: lint.Error,
	Doc: `fence_scsi without unfence

A node registers its key with the storage by unfencing at its start, and that is how it gets its access back after it
was cut off. Without it the keys that fencing removes are not there in the first place.

Add <unfence><device name="…" action="on"/></unfence> to each node.

Source: fence_scsi(8); Red Hat's Fence Configuration Guide for RHEL 6.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if r, ok := clusterRelease(p.Platform); !ok || r != clusterconf.CMAN3 {
			return
		}
		reported := make(map[*clusterconf.Element]bool)
		for _, u := range fenceUses(p, f) {
			if u.Agent == "fence_scsi" && len(u.Node.Unfence) == 0 && !reported[u.Node.Element] {
				reported[u.Node.Element] = true
				p.Report(placeOf(u.Node.Element, "name"), "node %q is fenced by fence_scsi, and nothing gives it its access back", attrText(u.Node.Name))
			}
		}
	},
}
