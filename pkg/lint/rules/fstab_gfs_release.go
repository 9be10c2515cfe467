package rules

import (
	"github.com/everlinux/hagen/pkg/fstab"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var fstabGfsRelease = &lint.Rule{
	ID:       "fstab-gfs-release",
	Severity: lint.Error,
	Doc: `A GFS on a release that has only GFS2

RHEL 6 has no GFS any more: the file system cannot be mounted.

Convert it with gfs2_convert while it is mounted nowhere, after a backup and a gfs_fsck, and write gfs2 for its type.

Source: the release notes of RHEL 6; gfs2_convert(8).`,
	Fstab: func(p *lint.Pass, f *fstab.File) {
		if p.Platform == nil || p.Platform.Has(topology.GFS1) {
			return
		}
		for e := range f.All() {
			if e.Type.Text == "gfs" {
				p.Report(e.Type.Range, "%s has no GFS", p.Platform.Title)
			}
		}
	},
}
