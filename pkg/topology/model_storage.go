package topology

// VolumeGroup is the desired state of an LVM volume group.
type VolumeGroup struct {
	Block
	Cluster         Attr[*Cluster]    `hagen:"cluster"`
	Host            Attr[*Host]       `hagen:"host"` // for a volume group that is not shared
	ExtentSize      Attr[Size]        `hagen:"extent_size"`
	PhysicalVolumes []*PhysicalVolume `hagen:"physical_volume"`
	LogicalVolumes  []*LogicalVolume  `hagen:"logical_volume"`
}

// PhysicalVolume is a disk or partition; Name is its device.
type PhysicalVolume struct {
	Block
	Size Attr[Size]   `hagen:"size"`
	WWID Attr[string] `hagen:"wwid"`
	RDM  Attr[*RDM]   `hagen:"rdm"` // Value nil: not a raw device mapping
}

// RDM is a raw device mapping of VMware ESX.
type RDM struct {
	SCSI          Attr[string] `hagen:"scsi"` // "controller:unit"
	Compatibility Attr[string] `hagen:"compatibility"`
}

// LogicalVolume is a volume of a group.
type LogicalVolume struct {
	Block
	Size       Attr[Size]  `hagen:"size"`
	Filesystem *Filesystem `hagen:"filesystem"`
}

// Filesystem is what a logical volume holds; Name is its type: gfs, gfs2, ext4, xfs.
type Filesystem struct {
	Block
	MountPoint Attr[string] `hagen:"mount_point"`
	Label      Attr[string] `hagen:"label"` // the second half of the lock table
	Journals   Attr[int]    `hagen:"journals"`
	Options    List[string] `hagen:"options"`
}
