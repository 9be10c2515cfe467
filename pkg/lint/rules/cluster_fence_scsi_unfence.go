package rules

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

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
				p.ReportFix(placeOf(u.Node.Element, "name"), addUnfence(u), "node %q is fenced by fence_scsi, and nothing gives it its access back", attrText(u.Node.Name))
			}
		}
	},
}

// addUnfence is the fix that adds the <unfence> behind the node's <fence>.
func addUnfence(u fenceUse) *lint.Fix {
	fence := u.Node.Element.First("fence")
	if name := attrText(u.Device.Name); fence == nil || fence.End.End.Byte == fence.End.Start.Byte || strings.ContainsAny(name, `"&<`) {
		return nil
	}
	at := hcl.Range{Filename: fence.End.Filename, Start: fence.End.End, End: fence.End.End}
	return lint.Replace(at, blanksBefore(fence)+`<unfence><device name="`+attrText(u.Device.Name)+`" action="on"/></unfence>`)
}
