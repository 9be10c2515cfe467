package runbook

import "github.com/hashicorp/hcl/v2"

// State is what the machines say, as far as files were given. Every value has the
// range in the file that it comes from.
type State struct {
	// Hosts are what was said on each host, by name; "" is what holds for all.
	Hosts map[string]*HostState
}

// HostState is what one host says, or what all of them say.
type HostState struct {
	PVs    []*PV
	VGs    []*VG
	LVs    []*LV
	SCSI   []*SCSIDevice
	Usage  []*Usage
	Mounts []*Mount
	GFS    []*GFS

	// Files are the files that were read, by the command whose output they hold.
	// A command without a file said nothing, which is not that there is nothing.
	Files map[Command]hcl.Range
}

// Command is a command whose output hagen reads.
type Command string

// The commands.
const (
	PVS       Command = "pvs"
	VGS       Command = "vgs"
	LVS       Command = "lvs"
	SCSI      Command = "scsi"
	DF        Command = "df"
	GFSTool   Command = "gfs"
	MountList Command = "mounts"
)

// Reading is an amount that a file may tell.
type Reading struct {
	Amount
	Known bool
	Range hcl.Range
}

// PV is a physical volume, or a device that could be one.
type PV struct {
	Name, VG, UUID string
	// Size is what pvs shows: of a PV without a group the device's size.
	Size, Free, DeviceSize Reading // bytes
	Extents                Reading
	// Missing is true where LVM knows the volume but not its device.
	Missing bool
	Range   hcl.Range
}

// VG is a volume group.
type VG struct {
	Name string
	// Attr is the column of that name, "wz--nc"; its last letter tells clustered (c)
	// and shared (s).
	Attr                    string
	Size, Free, ExtentSize  Reading // bytes
	Extents, FreeExtents    Reading
	PhysicalCount, LogCount Reading
	Range                   hcl.Range
}

// Shared tells whether the group's metadata is kept by clvmd or lvmlockd.
func (g *VG) Shared() bool { return len(g.Attr) >= 6 && (g.Attr[5] == 'c' || g.Attr[5] == 's') }

// LV is a logical volume.
type LV struct {
	Name, VG, Attr string
	Size           Reading // bytes
	Range          hcl.Range
}

// SCSIDevice is a device of /proc/scsi/scsi or lsscsi.
type SCSIDevice struct {
	Host, Channel, ID, LUN int
	Type                   string // "disk", or what the file says
	Vendor, Model          string
	// Device is the node, "/dev/sdb"; "" where the file does not tell.
	Device string
	Range  hcl.Range
}

// Usage is a line of df.
type Usage struct {
	Filesystem, MountPoint string
	Size, Used             Reading // bytes
	Range                  hcl.Range
}

// Mount is a line of /proc/mounts.
type Mount struct {
	Device, MountPoint, Type, Options string
	Range                             hcl.Range
}

// GFS is what gfs_tool, gfs2_tool, tunegfs2 or gfs2_edit tell of a filesystem.
type GFS struct {
	// Where is the mount point or device that the output names; "" for none.
	Where     string
	LockProto string
	LockTable string
	Journals  Reading
	BlockSize Reading
	// Blocks are the filesystem's blocks, data and metadata.
	Blocks Reading
	Range  hcl.Range
}
