package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceDeviceUnused = &lint.Rule{
	ID:       "cluster-fence-device-unused",
	Severity: lint.Info,
	Doc: `A fence device that no node uses

It is either a left-over or the sign of a method that was to have used it.

Use it in a <method>, or take it out.

Source: cman(5).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		used := make(map[string]bool)
		for e := range f.All() {
			if e.Name.Text == "device" {
				used[e.Value("name")] = true
			}
		}
		for _, d := range f.FenceDevices() {
			if d.Name != nil && !used[d.Name.Value.Text] {
				p.ReportFix(d.Name.Value.Range, removeElement(d.Element), "no node uses the fence device %q", d.Name.Value.Text)
			}
		}
	},
}
