package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFsSelfFence = &lint.Rule{
	ID:       "cluster-fs-self-fence",
	Severity: lint.Warning,
	Doc: `A file system that reboots the node when a file is open

With self_fence="1" the node reboots when the file system cannot be unmounted. Without force_unmount a single open file is
enough for that, each time the service is moved or stopped.

Write force_unmount="1" as well: rgmanager ends the processes first, and the node reboots only when that does not help.

Source: the metadata of rgmanager's fs.sh, clusterfs.sh and netfs.sh, "self_fence".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for e := range f.All() {
			switch e.Name.Text {
			case "fs", "clusterfs", "netfs":
				if attrYes(e.Attr("self_fence")) && !attrYes(e.Attr("force_unmount")) {
					p.ReportFix(placeOf(e, "self_fence"), setAttribute(e, "force_unmount", "1"), "an open file on %s reboots the node", e.Value("mountpoint"))
				}
			}
		}
	},
}
