package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceDeviceUndefined = &lint.Rule{
	ID:       "cluster-fence-device-undefined",
	Severity: lint.Error,
	Doc: `A device that refers to no fence device

fenced finds no agent under that name, and the method fails each time: the node is not cut off.

Name one of the <fencedevice> elements, or add one of that name.

Source: fenced(8).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := fenceDevices(f)
		for _, n := range nodesOf(p, f) {
			devices := slices.Clip(n.Unfence)
			for _, m := range n.Methods {
				devices = append(devices, m.Devices...)
			}
			for _, d := range devices {
				if name := attrText(d.Name); d.Name != nil && defined[name] == nil {
					p.Report(d.Name.Value.Range, "no fence device is called %q", name)
				}
			}
		}
	},
}
