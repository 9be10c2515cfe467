package topology

import "strings"

func (c *checker) volumeGroups() {
	for _, vg := range c.VolumeGroups {
		switch {
		case vg.Cluster.Set && vg.Host.Set:
			c.errorf(vg.Host.Range, "Cluster and host", "The volume group %q belongs to a cluster or to a host, not to both.", vg.Name)
		case !vg.Cluster.Set && !vg.Host.Set:
			c.errorf(vg.Range, "No owner", "The volume group %q needs cluster or host: who has it.", vg.Name)
		}
		if len(vg.PhysicalVolumes) == 0 {
			c.errorf(vg.Range, "Volume group without disks", "%q has no physical_volume.", vg.Name)
		}
		if size := vg.ExtentSize.Value.Bytes; size&(size-1) != 0 || size < 1<<10 {
			c.errorf(vg.ExtentSize.Range, "Invalid extent_size", "LVM's extents are a power of two of at least 1 KiB; %d bytes are not.", size)
		}
		c.rdms(vg)
		for _, lv := range vg.LogicalVolumes {
			c.filesystem(vg, lv)
		}
	}
}

// rdms checks that no two disks have one place on the virtual controllers.
func (c *checker) rdms(vg *VolumeGroup) {
	units := make(map[string]*PhysicalVolume)
	for _, pv := range vg.PhysicalVolumes {
		if pv.RDM.Value == nil {
			continue
		}
		scsi := pv.RDM.Value.SCSI
		if other := units[scsi.Value]; other != nil {
			c.errorf(scsi.Range, "Duplicate SCSI address", "SCSI (%s) is %s already.", scsi.Value, other.Name)
		}
		units[scsi.Value] = pv
	}
}

func (c *checker) filesystem(vg *VolumeGroup, lv *LogicalVolume) {
	fs := lv.Filesystem
	if fs == nil {
		return
	}
	shared := strings.HasPrefix(fs.Name, "gfs")
	cl := vg.Cluster.Value
	switch {
	case shared && cl == nil:
		c.errorf(fs.NameRange, "No cluster", "%s is for a volume group of a cluster; %q belongs to a host.", fs.Name, vg.Name)
	case shared && !fs.Label.Set:
		c.errorf(fs.Range, "Missing attribute", "%s needs label: the second half of its lock table, %q say.", fs.Name, cl.Name+":"+lv.Name)
	case shared && fs.Journals.Set && fs.Journals.Value < len(cl.Nodes):
		c.errorf(fs.Journals.Range, "Too few journals", "%d journals for the %d nodes of %q: each node that mounts the filesystem needs one.", fs.Journals.Value, len(cl.Nodes), cl.Name)
	case shared && !fs.Journals.Set:
		fs.Journals.Value = len(cl.Nodes)
	case !shared && cl != nil:
		c.errorf(fs.NameRange, "Not a cluster filesystem", "%s on the shared volume group %q would be destroyed by two nodes that mount it: gfs and gfs2 are made for that.", fs.Name, vg.Name)
	}
}
