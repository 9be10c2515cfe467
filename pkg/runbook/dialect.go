package runbook

import "github.com/everlinux/hagen/pkg/topology"

// locking is how the nodes of a release agree on a shared volume group. The first
// row whose features the release has is the one. Sources: lvm2-cluster and lvmlockd(8);
// Red Hat's LVM Administrator's Guide (5, 6), High Availability Add-On Administration (7) and
// Configuring and managing high availability clusters, GFS2 (8, 9).
type locking struct {
	needs topology.Feature
	name  string
	// vgcreate, lvcreate and lvextend are the options of these commands.
	vgcreate, lvcreate, lvextend []string
	// reread is the command by which every node learns of a new device; nil for none.
	reread []string
	// refresh reloads the volume on every node after it has grown.
	refresh bool
	// lockStart is true where each node starts the group's lockspace.
	lockStart bool
	// quorate is the check that the cluster has quorum.
	quorate Check
	steps   func(*planner)
}

var lockings = []locking{
	{
		needs: topology.LVMLockd | topology.Pacemaker, name: "lvmlockd",
		vgcreate: []string{"--shared"}, lvcreate: []string{"--activate", "sy"}, lvextend: []string{"--lockopt", "shupdate"},
		refresh: true, lockStart: true,
		quorate: shows(`^Quorate: *Yes`, "corosync-quorumtool", "-s"),
		steps:   (*planner).startLVMLockd,
	},
	{
		needs: topology.CLVM | topology.Pacemaker, name: "clvmd under Pacemaker",
		vgcreate: []string{"-A", "y", "-c", "y"}, lvextend: []string{"-A", "y"}, reread: []string{"clvmd", "-R"},
		quorate: shows(`^Quorate: *Yes`, "corosync-quorumtool", "-s"),
		steps:   (*planner).startCLVMByPacemaker,
	},
	{
		needs: topology.CLVM | topology.CMAN, name: "clvmd",
		vgcreate: []string{"-A", "y", "-c", "y"}, lvextend: []string{"-A", "y"}, reread: []string{"clvmd", "-R"},
		quorate: shows(`^Quorum: *[0-9]+ *$`, "cman_tool", "status"), // "Activity blocked" follows where there is none
		steps:   (*planner).startCLVM,
	},
}

// alone is the locking of a group that one host has.
var alone = locking{name: "none"}

// lockingOf returns the locking of a release; nil where it shares no volume groups.
func lockingOf(p *topology.Platform) *locking {
	for i := range lockings {
		if p.Has(lockings[i].needs) {
			return &lockings[i]
		}
	}
	return nil
}

// filesystem is a type of filesystem and its tools.
type filesystem struct {
	needs topology.Feature // 0: every release has it
	title string
	mkfs  []string
	// grow and growTest take the mount point, or the device where byDevice is true.
	grow, growTest []string
	byDevice       bool
	// growing is the pattern by which growTest shows that there is something to
	// grow; "" where it does not tell.
	growing string
	// jadd adds journals; nil where there are none.
	jadd []string
	// journalsFirst is true where growing would leave no room for journals: on GFS they
	// lie in space of their own. Source: gfs_jadd(8), gfs2_jadd(8).
	journalsFirst bool
	// service mounts it at boot, where cman is the cluster manager; "" for none.
	service string
}

var filesystems = map[string]filesystem{
	"gfs": {
		needs: topology.GFS1, title: "GFS", mkfs: []string{"gfs_mkfs", "-O"},
		grow: []string{"gfs_grow"}, growTest: []string{"gfs_grow", "-T", "-v"},
		jadd: []string{"gfs_jadd"}, journalsFirst: true, service: "gfs",
	},
	"gfs2": {
		needs: topology.GFS2, title: "GFS2", mkfs: []string{"mkfs.gfs2", "-O"},
		grow: []string{"gfs2_grow"}, growTest: []string{"gfs2_grow", "-T"}, growing: `(will grow|grew) by [1-9]`,
		jadd: []string{"gfs2_jadd"}, service: "gfs2",
	},
	"ext3": {title: "ext3", mkfs: []string{"mkfs.ext3"}, grow: []string{"resize2fs"}, byDevice: true},
	"ext4": {title: "ext4", mkfs: []string{"mkfs.ext4"}, grow: []string{"resize2fs"}, byDevice: true},
	"xfs":  {title: "XFS", mkfs: []string{"mkfs.xfs"}, grow: []string{"xfs_growfs"}},
}
