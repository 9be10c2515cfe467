package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFsFstype = &lint.Rule{
	ID:       "cluster-fs-fstype",
	Severity: lint.Error,
	Doc: `A file system for which there is another resource

The agent of fs knows the file systems of one host, that of netfs those of a server: each refuses the others, and the
service does not start.

Use clusterfs for gfs and gfs2, netfs for nfs, nfs4 and cifs, and fs for the rest.

Source: verify_fstype in rgmanager's fs.sh and netfs.sh.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for e := range f.All() {
			t, takes := e.Value("fstype"), ""
			switch t {
			case "gfs", "gfs2":
				takes = "clusterfs"
			case "nfs", "nfs4", "cifs":
				takes = "netfs"
			case "ext2", "ext3", "ext4", "xfs", "jfs", "reiserfs", "btrfs", "vfat":
				takes = "fs"
			default:
				continue
			}
			if kind := e.Name.Text; kind != takes && (kind == "fs" || kind == "netfs" || kind == "clusterfs" && takes == "netfs") {
				p.Report(placeOf(e, "fstype"), "the agent of %s does not mount %s", kind, t)
			}
		}
	},
}
