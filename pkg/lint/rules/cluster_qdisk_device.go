package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterQdiskDevice = &lint.Rule{
	ID:       "cluster-qdisk-device",
	Severity: lint.Warning,
	Doc: `A quorum disk by the name of a device

The letters of /dev/sdX follow the order in which the disks are found: after a reboot, or a new disk, the name may be
that of another one.

Give the disk a label with mkqdisk -l, and write label in place of device.

Source: qdisk(5), "label"; mkqdisk(8).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if q := f.Section("quorumd"); q != nil && q.Attr("label") == nil && strings.HasPrefix(q.Value("device"), "/dev/sd") {
			p.Report(placeOf(q, "device"), "the quorum disk is whatever disk is called %s", q.Value("device"))
		}
	},
}
