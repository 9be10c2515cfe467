package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceIpmilanLanplus = &lint.Rule{
	ID:       "cluster-fence-ipmilan-lanplus",
	Severity: lint.Warning,
	Doc: `IPMI without lanplus

fence_ipmilan speaks IPMI 1.5 unless told otherwise. The controllers of today answer only version 2.0, and version 1.5
encrypts nothing.

Write lanplus="1".

Source: fence_ipmilan(8), "lanplus"; ipmitool(1).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, d := range f.FenceDevices() {
			if attrText(d.Agent) == "fence_ipmilan" && d.Element.Attr("lanplus") == nil {
				p.ReportFix(d.Agent.Value.Range, setAttribute(d.Element, "lanplus", "1"), "%q speaks IPMI 1.5", attrText(d.Name))
			}
		}
	},
}
