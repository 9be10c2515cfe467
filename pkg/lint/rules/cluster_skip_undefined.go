package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterSkipUndefined = &lint.Rule{
	ID:       "cluster-skip-undefined",
	Severity: lint.Warning,
	Doc: `Nodes without fencing are passed over at the start

With skip_undefined fenced does not cut off a missing node for which the file gives no method, and the file systems
are mounted while it may still write.

Give every node a method, and leave the option out.

Source: fenced(8), "skip_undefined".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if d := f.Section("fence_daemon"); d != nil && attrYes(d.Attr("skip_undefined")) {
			p.ReportFix(placeOf(d, "skip_undefined"), removeAttribute(d, d.Attr("skip_undefined")), "missing nodes for which there is no method are not fenced at the start")
		}
	},
}
