package runbook

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/suggest"
)

// observed is what the state says of one volume group.
type observed struct {
	state *State
	main  *HostState // what counts of LVM: of all hosts, or of the first that says it
	vg    *VG
	pvs   map[string]*PV
	lvs   map[string]*LV
	// others are the group's volumes that the topology does not name.
	others []*LV
}

// read tells whether a command's output was given.
func (o *observed) read(c Command) bool {
	if o.main == nil {
		return false
	}
	_, ok := o.main.Files[c]
	return ok
}

// observe picks what the state says of the volume group, and refuses a state that
// contradicts itself or the topology.
func (p *planner) observe(s *State) {
	p.seen = observed{state: s, pvs: make(map[string]*PV), lvs: make(map[string]*LV)}
	if s == nil {
		return
	}
	p.checkHosts()
	p.seen.main = p.mainHost()
	for _, c := range []Command{PVS, VGS, LVS} {
		if !p.seen.read(c) {
			p.errorf(p.vg.Range, "State is missing", "The state has no %s.txt or %s.json: without it, nobody knows what of %q exists.", c, c, p.vg.Name)
		}
	}
	if p.diags.HasErrors() {
		return
	}
	for _, g := range p.seen.main.VGs {
		if g.Name == p.vg.Name {
			p.seen.vg = g
		}
	}
	for _, pv := range p.seen.main.PVs {
		p.seen.pvs[pv.Name] = pv
	}
	wanted := make(map[string]bool)
	for _, lv := range p.vg.LogicalVolumes {
		wanted[lv.Name] = true
	}
	for _, lv := range p.seen.main.LVs {
		if lv.VG != p.vg.Name || strings.HasPrefix(lv.Name, "[") {
			continue
		}
		if p.seen.lvs[lv.Name] = lv; !wanted[lv.Name] {
			p.seen.others = append(p.seen.others, lv)
		}
	}
	p.checkGroup()
	p.checkDevices()
	p.checkAddresses()
}

// checkHosts refuses a state of hosts that have nothing to do with the group.
func (p *planner) checkHosts() {
	for _, name := range slices.Sorted(maps.Keys(p.seen.state.Hosts)) {
		h := p.seen.state.Hosts[name]
		if name == "" || slices.Contains(p.nodes, name) {
			continue
		}
		var at hcl.Range
		for _, r := range h.Files {
			if at.Filename == "" || r.Filename < at.Filename {
				at = r
			}
		}
		p.errorf(at, "Unknown host", "%q is no host of the volume group %q.%s Its hosts are %s.", name, p.vg.Name, suggest.DidYouMean(name, p.nodes), strings.Join(p.nodes, ", "))
	}
}

// mainHost merges what was said for all hosts with what the first hosts said by
// themselves, command by command, and compares what the hosts say of the group.
func (p *planner) mainHost() *HostState {
	main := &HostState{Files: make(map[Command]hcl.Range)}
	for _, name := range append([]string{""}, p.nodes...) {
		h := p.seen.state.Hosts[name]
		if h == nil {
			continue
		}
		for c, at := range h.Files {
			if _, ok := main.Files[c]; ok {
				p.compare(c, main, h, name)
				continue
			}
			main.Files[c] = at
			switch c {
			case PVS:
				main.PVs = h.PVs
			case VGS:
				main.VGs = h.VGs
			case LVS:
				main.LVs = h.LVs
			case SCSI:
				main.SCSI = h.SCSI
			case DF:
				main.Usage = h.Usage
			case MountList:
				main.Mounts = h.Mounts
			case GFSTool:
				main.GFS = h.GFS
			}
		}
	}
	return main
}

// compare refuses two hosts that see the group on different devices.
func (p *planner) compare(c Command, a, b *HostState, host string) {
	if c != PVS {
		return
	}
	members := func(h *HostState) (names []string) {
		for _, pv := range h.PVs {
			if pv.VG == p.vg.Name {
				names = append(names, pv.Name)
			}
		}
		slices.Sort(names)
		return names
	}
	one, other := members(a), members(b)
	if !slices.Equal(one, other) {
		p.errorf(b.Files[c], "Nodes disagree", "On %s the volume group %q is on %s, elsewhere on %s. A node does not see a disk, or sees it under another name: rescan it, or name the disks by multipath or /dev/disk/by-id.", host, p.vg.Name, list(other), list(one))
	}
}

func list(names []string) string {
	if len(names) == 0 {
		return "nothing"
	}
	return strings.Join(names, ", ")
}
