package runbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/topology"
)

// checkGroup holds the group to the topology and the listings to each other.
func (p *planner) checkGroup() {
	members := 0
	for _, pv := range p.seen.main.PVs {
		if pv.VG == p.vg.Name {
			members++
		}
	}
	g := p.seen.vg
	if g == nil {
		if members > 0 {
			p.errorf(p.seen.main.Files[VGS], "Volume group is missing", "pvs shows %d physical volumes of %q, and vgs does not show the group: one of the two was cut short, or is older.", members, p.vg.Name)
		}
		return
	}
	if n := g.PhysicalCount; n.Known && n.Min != uint64(members) {
		p.errorf(n.Range, "Listings disagree", "vgs counts %s physical volumes in %q, and pvs shows %d: one of the two was cut short, or is older.", n, p.vg.Name, members)
	}
	if n := g.LogCount; n.Known && n.Min != uint64(len(p.seen.lvs)) {
		p.errorf(n.Range, "Listings disagree", "vgs counts %s logical volumes in %q, and lvs shows %d: one of the two was cut short, or is older.", n, p.vg.Name, len(p.seen.lvs))
	}
	if e := g.ExtentSize; e.Known && !e.Has(p.vg.ExtentSize.Value.Bytes) {
		p.errorf(p.vg.ExtentSize.Range, "Another extent size", "%q has extents of %s, and the topology says %s. The size of extents is not changed: write %s.", p.vg.Name, e.Size(), sizeText(p.vg.ExtentSize.Value.Bytes), e.Size())
	}
	switch shared := g.Shared(); {
	case len(g.Attr) < 6:
		p.errorf(g.Range, "Unknown attributes", "%q are no attributes of a volume group, as wz--n- and wz--nc are.", g.Attr)
	case p.vg.Cluster.Value != nil && !shared:
		p.errorf(g.Range, "Not shared", "%q is of the cluster %s, and its attributes are %s: neither clustered nor shared. Two nodes that write to it destroy it. With the volumes inactive on every node, %s makes it shared.", p.vg.Name, p.ownerName, g.Attr, p.makeShared())
	case p.vg.Cluster.Value == nil && shared:
		p.errorf(g.Range, "Shared", "%q is of one host, and its attributes are %s: it is shared.", p.vg.Name, g.Attr)
	}
}

func (p *planner) makeShared() string {
	if p.lock.lockStart {
		return command("vgchange", "--lock-type", "dlm", p.vg.Name)
	}
	return command("vgchange", "-c", "y", p.vg.Name)
}

// checkDevices refuses a group with other devices than the topology's.
func (p *planner) checkDevices() {
	wanted := make(map[string]*topology.PhysicalVolume)
	var names []string
	for _, pv := range p.vg.PhysicalVolumes {
		wanted[pv.Name] = pv
		names = append(names, pv.Name)
	}
	for _, pv := range p.seen.main.PVs {
		switch {
		case pv.VG == p.vg.Name && pv.Missing:
			p.errorf(pv.Range, "Missing device", "LVM does not find a device of %q: bring the disk back before anything else.", p.vg.Name)
		case pv.VG == p.vg.Name && wanted[pv.Name] == nil:
			p.errorf(pv.Range, "Unknown device", "%s is part of %q, and the topology does not name it.%s hagen takes no disk out of a group: name it, or move its extents away (pvmove, vgreduce) and read the state again.", pv.Name, p.vg.Name, suggest.DidYouMean(pv.Name, names))
		case pv.VG != p.vg.Name && pv.VG != "" && wanted[pv.Name] != nil:
			p.errorf(wanted[pv.Name].NameRange, "Device of another group", "%s is part of the volume group %q: %s says so.", pv.Name, pv.VG, place(pv.Range))
		}
	}
	if p.seen.vg == nil {
		return
	}
	for _, pv := range p.vg.PhysicalVolumes {
		seen := p.seen.pvs[pv.Name]
		if seen == nil || !pv.Size.Set || !seen.Size.Known {
			continue
		}
		want := pv.Size.Value.Bytes
		if slack := want / 50; seen.Size.Max < want-slack || seen.Size.Min > want+slack {
			p.errorf(seen.Range, "Another disk?", "%s is %s, and the topology says %s: is it the disk that you mean?", pv.Name, seen.Size.Size(), sizeText(want))
		}
	}
}

// checkAddresses compares the raw device mappings with the disks that a machine
// sees: on which SCSI address is which device.
func (p *planner) checkAddresses() {
	for _, name := range append([]string{""}, p.nodes...) {
		h := p.seen.state.Hosts[name]
		if h == nil || h.Files[SCSI].Filename == "" {
			continue
		}
		devices := diskNames(h.SCSI)
		for _, pv := range p.vg.PhysicalVolumes {
			if pv.RDM.Value == nil {
				continue
			}
			disk, _ := splitPartition(pv.Name)
			controller, unit := rdmAddress(pv)
			for _, d := range h.SCSI {
				if d.Host == scsiHost(h.SCSI, controller) && d.ID == unit && d.Channel == 0 && d.LUN == 0 && devices[d] != disk {
					p.errorf(pv.RDM.Value.SCSI.Range, "Devices mixed up", "SCSI (%s) is %s%s, by %s, and the topology says that it is %s.", pv.RDM.Value.SCSI.Value, devices[d], on(name), place(d.Range), disk)
				}
			}
		}
	}
}

func on(host string) string {
	if host == "" {
		return ""
	}
	return " on " + host
}

// diskNames names the disks: as the listing does, or else in the order in which
// the kernel found them, which is that of /proc/scsi/scsi.
func diskNames(devices []*SCSIDevice) map[*SCSIDevice]string {
	names := make(map[*SCSIDevice]string)
	n := 0
	for _, d := range devices {
		switch {
		case d.Device != "":
			names[d] = d.Device
		case d.Type == "disk":
			names[d] = "/dev/sd" + diskLetters(n)
		default:
			names[d] = "no disk but a " + d.Type
		}
		if d.Type == "disk" {
			n++
		}
	}
	return names
}

// diskLetters returns the letters of the n-th disk: a … z, aa … Source: sd_format_disk_name.
func diskLetters(n int) string {
	letters := ""
	for n >= 0 {
		letters = string(rune('a'+n%26)) + letters
		n = n/26 - 1
	}
	return letters
}

// rdmAddress returns the virtual controller and unit of a mapping: the guest sees
// them as SCSI host and target.
func rdmAddress(pv *topology.PhysicalVolume) (controller, unit int) {
	_, err := fmt.Sscanf(pv.RDM.Value.SCSI.Value, "%d:%d", &controller, &unit)
	if err != nil {
		return -1, -1 // the language lets nothing else pass
	}
	return controller, unit
}

// scsiHost returns the number that a guest gave to a virtual controller: they are
// numbered in their order, after those of other buses.
func scsiHost(devices []*SCSIDevice, controller int) int {
	var hosts []int
	for _, d := range devices {
		if d.Type == "disk" && !slices.Contains(hosts, d.Host) {
			hosts = append(hosts, d.Host)
		}
	}
	slices.Sort(hosts)
	if controller < 0 || controller >= len(hosts) {
		return controller
	}
	return hosts[controller]
}

// place names a line of a file.
func place(r hcl.Range) string {
	return fmt.Sprintf("%s:%d", strings.TrimPrefix(r.Filename, "./"), r.Start.Line)
}
