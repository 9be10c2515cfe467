package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterClusterfsFstype = &lint.Rule{
	ID:       "cluster-clusterfs-fstype",
	Severity: lint.Error,
	Doc: `A clusterfs that is no cluster file system

A clusterfs is mounted on several nodes at once. A file system for one host that two mount is destroyed.

Use gfs2, or an fs resource, which only one node mounts.

Source: the metadata of rgmanager's clusterfs.sh and fs.sh.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for e := range f.All() {
			if e.Name.Text != "clusterfs" {
				continue
			}
			switch t := e.Value("fstype"); t {
			case "ext2", "ext3", "ext4", "xfs", "reiserfs", "btrfs", "vfat":
				p.Report(placeOf(e, "fstype"), "%s is for one host at a time", t)
			}
		}
	},
}
