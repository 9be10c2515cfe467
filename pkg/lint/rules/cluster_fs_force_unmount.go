package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFsForceUnmount = &lint.Rule{
	ID:       "cluster-fs-force-unmount",
	Severity: lint.Warning,
	Doc: `A file system that a busy process keeps from moving

Without force_unmount="1" a single open file keeps the file system from being unmounted: the service stops half-way,
is marked as failed, and does not move.

Write force_unmount="1": rgmanager ends the processes that have files open there.

Source: the metadata of rgmanager's fs.sh.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for e := range f.All() {
			if e.Name.Text == "fs" && e.Attr("ref") == nil && e.Attr("device") != nil && !attrYes(e.Attr("force_unmount")) {
				p.ReportFix(e.Name.Range, setAttribute(e, "force_unmount", "1"), "an open file keeps %s from being unmounted", e.Value("mountpoint"))
			}
		}
	},
}
