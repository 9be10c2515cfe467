package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceDeviceDuplicate = &lint.Rule{
	ID:       "cluster-fence-device-duplicate",
	Severity: lint.Error,
	Doc: `Two fence devices of one name

A <device> refers to its fence device by name, and only the first of that name is ever found: a node that meant the
second is not cut off, or another machine is.

Give each fence device a name of its own.

Source: fenced(8); the schemas make the name an ID.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		first := make(map[string]clusterconf.FenceDevice)
		for _, d := range f.FenceDevices() {
			name := attrText(d.Name)
			before, seen := first[name]
			switch {
			case name == "":
			case seen:
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("%q is the name of two fence devices, of which the first is used", name), Range: d.Name.Value.Range,
					Related: []lint.Related{{Message: "the first", Range: before.Name.Value.Range}},
				})
			default:
				first[name] = d
			}
		}
	},
}
