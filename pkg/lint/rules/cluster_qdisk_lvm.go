package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterQdiskLvm = &lint.Rule{
	ID:       "cluster-qdisk-lvm",
	Severity: lint.Warning,
	Doc: `A quorum disk on a logical volume

A shared logical volume is there when clvmd runs, which waits for a quorum. The quorum waits for the disk.

Use a small LUN or a partition of its own, label it with mkqdisk -l, and write label in place of device.

Source: qdisk(5), "1.4. Limitations".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		q := f.Section("quorumd")
		if q == nil || q.Attr("label") != nil {
			return
		}
		if group := volumeGroup(f, q.Value("device")); group != "" {
			p.Report(placeOf(q, "device"), "the quorum disk %s is a logical volume of %s", q.Value("device"), group)
		}
	},
}

// volumeGroup returns the volume group that a device is a logical volume of, "" where
// it is not known to be one: the group is called as such groups mostly are, or a
// resource of the cluster names it.
func volumeGroup(f *clusterconf.File, device string) string {
	rest, ok := strings.CutPrefix(device, "/dev/")
	group, volume, inGroup := strings.Cut(rest, "/")
	if ok && group == "mapper" {
		group, volume, inGroup = strings.Cut(volume, "-")
	}
	if !ok || !inGroup || volume == "" {
		return ""
	}
	if lower := strings.ToLower(group); strings.HasPrefix(lower, "vg") || strings.HasPrefix(lower, "volgroup") {
		return group
	}
	for e := range f.All() {
		if e.Name.Text == "lvm" && e.Value("vg_name") == group {
			return group
		}
	}
	return ""
}
