package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var clusterClusterfsGfs = &lint.Rule{
	ID:       "cluster-clusterfs-gfs",
	Severity: lint.Error,
	Doc: `A GFS on a release that has only GFS2

RHEL 6 has no GFS any more: the file system cannot be mounted.

Convert it with gfs2_convert while it is mounted nowhere, after a backup and a gfs_fsck, and write fstype="gfs2".

Source: the release notes of RHEL 6; gfs2_convert(8).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if p.Platform == nil || p.Platform.Has(topology.GFS1) {
			return
		}
		for e := range f.All() {
			if e.Name.Text == "clusterfs" && e.Value("fstype") == "gfs" {
				p.Report(placeOf(e, "fstype"), "%s has no GFS", p.Platform.Title)
			}
		}
	},
}
