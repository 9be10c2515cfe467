package runbook

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/topology"
)

// backupID is the step that saves the metadata.
const backupID = "backup"

// begin checks that the cluster is well, and prepares its locking.
func (p *planner) begin() {
	if p.vg.Cluster.Value != nil {
		p.lock.steps(p)
	}
	if p.seen.vg != nil {
		file := fmt.Sprintf("/var/tmp/%s-%d.vg", p.vg.Name, p.used().Min) // another for each growth
		p.add(Step{
			ID: backupID, What: "Save the volume group's metadata", Cause: p.vg.Range,
			Why:      "With it, a mistake in a step that changes the group is taken back by vgcfgrestore. It saves no data: see that last night's backup can be restored before you go on.",
			Nodes:    p.first(),
			Commands: []string{command("vgcfgbackup", "-f", file, p.vg.Name)},
			After:    []Check{shows("^"+ere(p.vg.Name)+` \{`, "cat", file)},
			Rollback: []string{command("rm", file)},
		})
	}
}

// disks brings every disk to every node, and makes physical volumes of them.
func (p *planner) disks() {
	p.suggestUnit()
	for _, pv := range p.vg.PhysicalVolumes {
		p.bring(pv)
		p.partition(pv)
		p.physicalVolume(pv)
		p.allowDevice(pv)
	}
}

// suggestUnit names the next free place on the virtual controllers where some disks
// are raw device mappings and others do not say where they are to be mapped.
func (p *planner) suggestUnit() {
	taken := make(map[int]bool)
	controller := -1
	var without []string
	for _, pv := range p.vg.PhysicalVolumes {
		if pv.RDM.Value == nil {
			without = append(without, pv.Name)
			continue
		}
		c, unit := rdmAddress(pv)
		if controller < 0 {
			controller = c
		}
		taken[c<<8|unit] = true
	}
	if controller < 0 || len(without) == 0 {
		return
	}
	if p.seen.main != nil {
		for _, d := range p.seen.main.SCSI {
			if d.Host == scsiHost(p.seen.main.SCSI, controller) {
				taken[controller<<8|d.ID] = true
			}
		}
	}
	for unit := range 16 {
		if unit != 7 && !taken[controller<<8|unit] { // 7 is the controller itself
			p.note("%s is no raw device mapping in the topology, and other disks of the group are. Where it is one, the next free place on their controller is `rdm = { scsi = \"%d:%d\" }`.", strings.Join(without, ", "), controller, unit)
			return
		}
	}
	p.note("%s: controller %d has no free unit left; 15 disks are its limit.", strings.Join(without, ", "), controller)
}

// member tells by what the state shows that a disk is a physical volume.
func (p *planner) member(pv *topology.PhysicalVolume) (seen *PV, done string) {
	seen = p.seen.pvs[pv.Name]
	switch {
	case seen == nil:
		return nil, ""
	case seen.VG == p.vg.Name:
		return seen, fmt.Sprintf("%s is part of %s already", pv.Name, seen.VG)
	default:
		return seen, pv.Name + " is a physical volume of no group already"
	}
}

// visible tells whether the state shows a mapped disk.
func (p *planner) visible(pv *topology.PhysicalVolume) (*SCSIDevice, bool) {
	if p.seen.main == nil || pv.RDM.Value == nil {
		return nil, false
	}
	controller, unit := rdmAddress(pv)
	for _, d := range p.seen.main.SCSI {
		if d.Host == scsiHost(p.seen.main.SCSI, controller) && d.ID == unit && d.Type == "disk" {
			return d, true
		}
	}
	return nil, false
}

// bring makes every node see a disk, and sees that it is the same one: by a rescan,
// and where that does not help and the disk is a mapped LUN, by a person's hand.
func (p *planner) bring(pv *topology.PhysicalVolume) {
	disk, _ := splitPartition(pv.Name)
	s := Step{
		ID: "see-" + stepName(disk), What: "Make every node see " + disk, Cause: pv.Range,
		Why:          "A node that does not see a disk of the group cannot activate the volume that grows onto it.",
		Nodes:        p.nodes,
		Commands:     []string{rescanAll},
		After:        []Check{succeeds("test", "-b", disk)},
		Rollback:     []string{into(command("echo", "1"), "/sys/block/"+strings.TrimPrefix(disk, "/dev/")+"/device/delete")},
		RollbackNote: "on every node",
	}
	if isMultipath(disk) {
		s.Commands = []string{command("multipath", "-r")}
		s.Rollback = []string{command("multipath", "-f", strings.TrimPrefix(disk, "/dev/mapper/"))}
	}
	if pv.WWID.Set {
		s.After = append(s.After, says(pv.WWID.Value, p.scsiID(disk)...))
		s.Why += " The WWID tells that it is the same LUN on each."
	}
	if size := pv.Size; size.Set { // LVM's own share and the rounding of the figure taken off
		s.After = append(s.After, atLeast(fmt.Sprint(size.Value.Bytes-size.Value.Bytes/100), "blockdev", "--getsize64", disk))
	}
	if pv.RDM.Value != nil {
		p.mapLUN(pv, &s)
	}
	if d, ok := p.visible(pv); ok {
		s.Done, s.DoneAt = "the machine sees it", d.Range
	} else if seen, done := p.member(pv); seen != nil {
		s.Done, s.DoneAt = done, seen.Range
	}
	p.add(s)
}

// mapLUN has a person map a LUN into the virtual machines.
func (p *planner) mapLUN(pv *topology.PhysicalVolume, s *Step) {
	disk, _ := splitPartition(pv.Name)
	controller, unit := rdmAddress(pv)
	s.What = fmt.Sprintf("Map the LUN of %s into the machines at SCSI (%d:%d), and make each see it", disk, controller, unit)
	s.Why += " The machines share the LUN itself, not a file of one of them. Its place on the virtual controller is the same in each, or one disk has two names."
	s.ByHand = []string{
		"See in the array that the LUN has the same number for every ESX host, and rescan the hosts' adapters.",
		fmt.Sprintf("On %s: add a hard disk, Raw Device Mapping, compatibility mode %s, at the virtual device node SCSI (%d:%d).", p.nodes[0], pv.RDM.Value.Compatibility.Value, controller, unit),
		fmt.Sprintf("Its controller, SCSI %d, has bus sharing Physical and holds shared disks only. Unit 7 of a controller is the controller itself.", controller),
	}
	if len(p.nodes) > 1 {
		s.ByHand = append(s.ByHand, fmt.Sprintf("On %s: add an existing disk, the mapping file of %s, at the same SCSI (%d:%d).", strings.Join(p.nodes[1:], ", "), p.nodes[0], controller, unit))
	}
	s.Commands = []string{p.rescan(controller, unit)}
	s.RollbackNote = fmt.Sprintf("on every node; then, in vSphere, remove the disk at SCSI (%d:%d) from every machine and keep its data", controller, unit)
}

// rescanAll has every SCSI adapter look for disks.
const rescanAll = `echo "- - -" | tee /sys/class/scsi_host/host*/scan`

// rescan is the command that makes a running kernel look for a disk.
func (p *planner) rescan(controller, unit int) string {
	host := controller
	if p.seen.main != nil {
		host = scsiHost(p.seen.main.SCSI, controller)
	}
	if p.platform.Has(topology.SCSIProc) {
		return into(command("echo", fmt.Sprintf("scsi add-single-device %d 0 %d 0", host, unit)), "/proc/scsi/scsi")
	}
	return rescanAll
}

// scsiID is the command that prints a disk's WWID.
func (p *planner) scsiID(disk string) []string {
	if p.platform.Has(topology.SCSIIDBlock) {
		return []string{"/sbin/scsi_id", "-g", "-u", "-s", "/block/" + strings.TrimPrefix(disk, "/dev/")}
	}
	return []string{"/lib/udev/scsi_id", "-g", "-u", "-d", disk}
}
