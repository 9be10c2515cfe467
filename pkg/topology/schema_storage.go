package topology

var volumeGroupSpec = &BlockSpec{
	Type:    "volume_group",
	Labels:  []LabelSpec{{"name", LVMName, "the volume group's name"}},
	Doc:     "The desired state of an LVM volume group, shared by a cluster or of one host.",
	Becomes: "The LVM and GFS runbooks.",
	Example: `volume_group "pre_homolog" {
  cluster = cluster.Cluster_GFS

  physical_volume "/dev/sdb1" { size = "500GiB" }

  logical_volume "hotsites" {
    size = "100%"
    filesystem "gfs2" {
      mount_point = "/gfs"
      label       = "gfs"
      journals    = 3
    }
  }
}`,
	new: func() any { return new(VolumeGroup) },
	Attrs: []AttrSpec{
		{Name: "cluster", Kind: Reference, Ref: "cluster", Doc: "The cluster that shares it.", Example: "cluster.Cluster_GFS"},
		{Name: "host", Kind: Reference, Ref: "host", Doc: "The host that has it, where no cluster shares it.", Example: "host.app-01"},
		{Name: "extent_size", Kind: ByteSize, Default: "4MiB", Unit: "bytes", Doc: "The size of an extent.", Example: `"4MiB"`},
	},
	Blocks: []*BlockSpec{
		{
			Type:    "physical_volume",
			Labels:  []LabelSpec{{"device", Path, "the disk or partition"}},
			Doc:     "A disk or partition of the group.",
			Becomes: "The runbooks' `pvcreate`, `vgcreate` and `vgextend`.",
			Example: `physical_volume "/dev/sdb1" {
  size = "499.99GiB"
  rdm  = { scsi = "1:0", compatibility = "physical" }
}`,
			new: func() any { return new(PhysicalVolume) },
			Attrs: []AttrSpec{
				{Name: "size", Kind: ByteSize, Unit: "bytes", Doc: "Its size.", Example: `"499.99GiB"`},
				{Name: "wwid", Kind: String, Doc: "The LUN's World Wide Identifier, which is the same on every node.", Example: `"3600a0b80002f1b2e"`},
				{
					Name: "rdm", Kind: Object, Doc: "The raw device mapping of VMware ESX through which the virtual machines see it.", Example: `{ scsi = "1:0", compatibility = "physical" }`,
					new: func() any { return new(RDM) },
					Object: []AttrSpec{
						{Name: "scsi", Kind: SCSIAddress, Required: true, Doc: "The controller and unit: `controller:unit`.", Example: `"1:0"`},
						{Name: "compatibility", Kind: Enum, Values: []string{"physical", "virtual"}, Default: "physical", Doc: "The mapping's compatibility mode.", Example: `"physical"`},
					},
				},
			},
		},
		{
			Type:    "logical_volume",
			Labels:  []LabelSpec{{"name", LVMName, "the logical volume's name"}},
			Doc:     "A volume of the group.",
			Becomes: "The runbooks' `lvcreate` and `lvextend`.",
			Example: `logical_volume "hotsites" { size = "100%" }`,
			new:     func() any { return new(LogicalVolume) },
			Attrs: []AttrSpec{
				{Name: "size", Kind: SizeOrPercent, Required: true, Unit: "bytes", Doc: "Its size, or a percentage of what is free.", Example: `"100%"`},
			},
			Blocks: []*BlockSpec{{
				Type:    "filesystem",
				Labels:  []LabelSpec{{"type", FilesystemType, "gfs, gfs2, ext3, ext4 or xfs"}},
				Single:  true,
				Doc:     "What the volume holds.",
				Becomes: "The runbooks' `mkfs`, fstab line and mount.",
				Example: `filesystem "gfs2" {
  mount_point = "/gfs"
  label       = "gfs"
  journals    = 4
}`,
				new: func() any { return new(Filesystem) },
				Attrs: []AttrSpec{
					{Name: "mount_point", Kind: Path, Required: true, Doc: "Where it is mounted.", Example: `"/gfs"`},
					{Name: "label", Kind: Token, Doc: "Its name in the cluster: the lock table is `cluster:label`.", Example: `"gfs"`},
					{Name: "journals", Kind: Int, Min: 1, Max: 255, Computed: "one for each node", Doc: "The journals: one for each node that mounts it.", Example: "4"},
					{Name: "options", Kind: Token, List: true, Doc: "Mount options.", Example: `["noatime"]`},
				},
			}},
		},
	},
}
