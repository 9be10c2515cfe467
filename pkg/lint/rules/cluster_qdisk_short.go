package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterQdiskShort = &lint.Rule{
	ID:       "cluster-qdisk-short",
	Severity: lint.Warning,
	Doc: `A quorum disk that gives a node up within seconds

A node that does not write to the disk for interval times tko seconds is rebooted. Storage needs longer than that to
move to its other path.

Let interval times tko be 10 seconds at least, and more than the multipath takes.

Source: qdisk(5), "interval" and "tko".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		q := f.Section("quorumd")
		if q == nil {
			return
		}
		tko, ok := attrNumber(q.Attr("tko"))
		if interval := attrNumberOr(q, "interval", 1); ok && interval*tko < 10 {
			p.Report(placeOf(q, "tko"), "a node that does not write for %d s is rebooted", interval*tko)
		}
	},
}
