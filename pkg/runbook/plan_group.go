package runbook

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/topology"
)

// ere makes a pattern that matches a text and nothing else.
func ere(text string) string { return regexp.QuoteMeta(text) }

// stepName makes a part of a step's ID of a name.
func stepName(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '.' {
			return r
		}
		return '-'
	}, strings.TrimPrefix(name, "/dev/")), "-")
}

// mostMSDOS is the largest disk whose partition table can be the old one.
const mostMSDOS = 2 << 40

// partition makes the partition of a disk that is used by one.
func (p *planner) partition(pv *topology.PhysicalVolume) {
	disk, number := splitPartition(pv.Name)
	if number == "" {
		return
	}
	label := "msdos"
	if pv.Size.Value.Bytes >= mostMSDOS {
		label = "gpt"
	}
	s := Step{
		ID: "partition-" + stepName(disk), What: "Make the partition " + pv.Name, Cause: pv.Range,
		Why:    "One partition over the whole disk, of type 8e (Linux LVM) and aligned to 1 MiB, tells every other tool that the disk is in use.",
		Nodes:  p.first(),
		Before: []Check{lacks("^Partition Table: (msdos|gpt)", "parted", "-s", disk, "print"), lacks("TYPE=", "blkid", "-c", "/dev/null", disk)},
		Commands: []string{
			command("parted", "-s", disk, "mklabel", label, "mkpart", "primary", "1MiB", "100%", "set", "1", "lvm", "on"),
		},
		After:    []Check{succeeds("test", "-b", pv.Name)},
		Rollback: []string{command("parted", "-s", disk, "rm", number)},
	}
	reread := Step{
		ID: "partprobe-" + stepName(disk), What: "Make every node read the partition table of " + disk, Cause: pv.Range,
		Why:          "The kernel of each node keeps its own copy, and only the node that wrote the table knows of the change.",
		Nodes:        p.nodes,
		Commands:     []string{command("partprobe", disk)},
		After:        []Check{succeeds("test", "-b", pv.Name)},
		RollbackNote: "none is needed: nothing was written",
	}
	if isMultipath(disk) {
		reread.Commands = []string{command("kpartx", "-a", disk)}
	}
	if number != "1" {
		p.errorf(pv.NameRange, "Not the first partition", "hagen makes one partition over a whole disk, and %s is number %s.", pv.Name, number)
	}
	if seen, done := p.member(pv); seen != nil {
		s.Done, s.DoneAt, reread.Done, reread.DoneAt = done, seen.Range, done, seen.Range
	}
	p.add(s)
	p.add(reread)
	if p.lock.reread != nil && p.seen.vg != nil && reread.Done == "" {
		p.add(Step{
			ID: "reread-" + stepName(disk), What: "Tell every node's LVM of " + disk, Cause: pv.Range,
			Why:   "clvmd keeps a list of devices; without this it answers \"Error locking on node\" when the volume is extended.",
			Nodes: p.first(), Commands: []string{command(p.lock.reread...)},
			After:        nil,
			RollbackNote: "none is needed: nothing was written",
			Done:         reread.Done, DoneAt: reread.DoneAt,
		})
	}
}

// physicalVolume runs pvcreate.
func (p *planner) physicalVolume(pv *topology.PhysicalVolume) {
	s := Step{
		ID: "pvcreate-" + stepName(pv.Name), What: fmt.Sprintf("Make %s a physical volume", pv.Name), Cause: pv.Range,
		Why:      "LVM takes only physical volumes into a group. The step is easily forgotten, for newer releases of vgextend do it silently, and older ones stop.",
		Nodes:    p.first(),
		Before:   []Check{lacks("TYPE=", "blkid", "-c", "/dev/null", pv.Name)},
		Commands: []string{command("pvcreate", pv.Name)},
		After:    []Check{succeeds("pvs", pv.Name)},
		Rollback: []string{command("pvremove", pv.Name)},
	}
	if seen, done := p.member(pv); seen != nil {
		s.Done, s.DoneAt = done, seen.Range
	}
	p.add(s)
}

// group makes the volume group, or adds the disks that it lacks.
func (p *planner) group() {
	var names []string
	for _, pv := range p.vg.PhysicalVolumes {
		names = append(names, pv.Name)
	}
	if p.seen.vg == nil {
		words := append([]string{"vgcreate"}, p.lock.vgcreate...)
		words = append(words, "-s", lvmSize(p.vg.ExtentSize.Value.Bytes), p.vg.Name)
		p.add(Step{
			ID: "vgcreate", What: "Make the volume group " + p.vg.Name, Cause: p.vg.Range,
			Why:      p.whyShared(),
			Nodes:    p.first(),
			Commands: []string{command(append(words, names...)...)},
			After:    []Check{succeeds("vgs", p.vg.Name)},
			Rollback: []string{command("vgremove", p.vg.Name)},
		})
	}
	for _, pv := range p.vg.PhysicalVolumes {
		p.extendGroup(pv)
	}
	if p.lock.lockStart {
		p.startLocks()
	}
}

// extendGroup adds one disk to the group.
func (p *planner) extendGroup(pv *topology.PhysicalVolume) {
	if p.seen.vg == nil {
		return // vgcreate took it
	}
	s := Step{
		ID: "vgextend-" + stepName(pv.Name), What: fmt.Sprintf("Add %s to %s", pv.Name, p.vg.Name), Cause: pv.Range,
		Why:      "The group gets the disk's extents; no volume has them yet.",
		Nodes:    p.first(),
		Before:   []Check{says("", "pvs", "--noheadings", "-o", "vg_name", pv.Name)},
		Commands: []string{command("vgextend", p.vg.Name, pv.Name)},
		After:    []Check{says(p.vg.Name, "pvs", "--noheadings", "-o", "vg_name", pv.Name)},
		Rollback: []string{command("vgreduce", p.vg.Name, pv.Name)},
	}
	if seen := p.seen.pvs[pv.Name]; seen != nil && seen.VG == p.vg.Name {
		s.Done, s.DoneAt = "it is part of the group already", seen.Range
	}
	p.add(s)
}

func (p *planner) whyShared() string {
	switch {
	case p.vg.Cluster.Value == nil:
		return "The group is this host's alone."
	case p.lock.lockStart:
		return "A shared group: lvmlockd has the nodes agree before any of them changes it."
	}
	return "A clustered group (-c y): clvmd has the nodes agree before any of them changes it."
}

// lvmSize writes bytes as LVM's options take them: "4m".
func lvmSize(n uint64) string {
	for i := len(sizeUnits); i > 0; i-- {
		if shift := 10 * i; n>>shift > 0 && n&(1<<shift-1) == 0 {
			return fmt.Sprintf("%d%c", n>>shift, sizeUnits[i-1])
		}
	}
	return fmt.Sprintf("%db", n)
}
