package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceDeviceHostName = &lint.Rule{
	ID:       "cluster-fence-device-host-name",
	Severity: lint.Info,
	Doc: `A fence device by the name of a host

The hosts file has a host of that name. Who reads "device name" takes it for the host; fenced looks it up among the
fence devices alone.

Name the device after what it is.

Source: fenced(8).`,
	Host: func(p *lint.Pass, h *lint.Host) {
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			for _, d := range f.FenceDevices() {
				if r, ok := lookupName(table, attrText(d.Name)); ok && d.Name != nil {
					p.ReportFinding(lint.Finding{
						Message: fmt.Sprintf("%q is a fence device, and a host with the address %s as well", d.Name.Value.Text, r.Addr), Range: d.Name.Value.Range,
						Related: []lint.Related{{Message: "the host", Range: r.Name.Range}},
					})
				}
			}
		}
	},
}
