package rules

import (
	"github.com/everlinux/hagen/pkg/fstab"
	"github.com/everlinux/hagen/pkg/lint"
)

var fstabGfsFsck = &lint.Rule{
	ID:       "fstab-gfs-fsck",
	Severity: lint.Error,
	Doc: `A cluster file system that is checked at boot

A check takes the file system for one that nobody has mounted, and the other nodes have: it destroys what they write.
Where the device is not there so early, because clvmd is not, the check fails and the boot stops at a prompt.

Write 0 in the sixth field. A GFS is replayed by the nodes that are left, and checked when it is mounted nowhere.

Source: fstab(5), fs_passno; fsck.gfs2(8), "unmounted from all nodes".`,
	Fstab: func(p *lint.Pass, f *fstab.File) {
		for e := range f.All() {
			if isGFS(e) && e.PassNo.Text != "" && e.PassNo.Text != "0" {
				p.ReportFix(e.PassNo.Range, lint.Replace(e.PassNo.Range, "0"), "%s is checked at boot, and may be mounted elsewhere", e.MountPoint.Text)
			}
		}
	},
}

// isGFS tells whether an entry is of a file system that several nodes mount at once.
func isGFS(e *fstab.Entry) bool { return e.Type.Text == "gfs" || e.Type.Text == "gfs2" }
