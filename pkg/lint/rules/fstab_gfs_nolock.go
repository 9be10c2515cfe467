package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var fstabGfsNolock = &lint.Rule{
	ID:       "fstab-gfs-nolock",
	Severity: lint.Error,
	Doc: `A node that mounts a GFS without locks

lock_nolock is for a file system that one host has. A node of a cluster that mounts it so writes without asking the
others, and both destroy what the other wrote.

Leave lockproto out: the file system knows that its locks are those of lock_dlm.

Source: gfs2(5) and gfs_mount(8), "lockproto".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if len(h.ClusterConf) == 0 {
			return
		}
		for _, f := range h.Fstab {
			for e := range f.All() {
				if proto, _ := e.Option("lockproto"); isGFS(e) && proto == "lock_nolock" {
					p.Report(e.Options.Range, "%s is mounted without locks on a node of a cluster", e.MountPoint.Text)
				}
			}
		}
	},
}
