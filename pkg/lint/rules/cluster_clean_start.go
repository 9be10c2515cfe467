package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterCleanStart = &lint.Rule{
	ID:       "cluster-clean-start",
	Severity: lint.Warning,
	Doc: `A cluster that starts without fencing the missing nodes

With clean_start the first nodes take it that those which are missing are down. One that only cannot be heard still
writes, and both halves write to the same disks.

Leave it 0, the default.

Source: fenced(8), "clean_start".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if d := f.Section("fence_daemon"); d != nil && attrYes(d.Attr("clean_start")) {
			p.ReportFix(placeOf(d, "clean_start"), setAttribute(d, "clean_start", "0"), "nodes that are missing at the start are taken for down, and are not fenced")
		}
	},
}
