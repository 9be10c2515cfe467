package runbook

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// capacity is what the volume group has once every disk of the topology is in it.
type capacity struct {
	extent uint64 // bytes
	known  bool   // total and free are
	total  Amount // extents
	free   Amount // extents that no volume has now
	added  Amount // of free: what the disks bring that are not in the group yet
}

// volume is a logical volume, desired and observed.
type volume struct {
	*topology.LogicalVolume
	seen *LV // nil: it is to be created
	// target, now and grow are in extents; known tells whether they are.
	target, now, grow Amount
	known, grows      bool
	// rest is true where the volume takes all that is left.
	rest bool
}

// Bounds of what LVM puts before a volume's first extent: 64 KiB in old releases,
// 1 MiB in new ones. Source: pvcreate(8), --dataalignment.
const leastHeader, mostHeader = 64 << 10, 1 << 20

// measure works out what there is, and what each volume is to have.
func (p *planner) measure() {
	p.size = capacity{extent: p.vg.ExtentSize.Value.Bytes, known: true}
	p.measureDisks()
	p.measureFree()
	left := p.size.total
	for _, lv := range p.seen.others {
		n, ok := lv.Size.WholeExtents(p.size.extent)
		if !ok {
			p.oddSize(lv.Size.Range, lv.Name)
		}
		left = left.Minus(n)
	}
	for i, lv := range p.vg.LogicalVolumes {
		v := &volume{LogicalVolume: lv, seen: p.seen.lvs[lv.Name], known: p.size.known || lv.Size.Value.Percent == 0}
		v.rest = lv.Size.Value.Percent == 100 && i == len(p.vg.LogicalVolumes)-1
		p.target(v, left)
		left = left.Minus(v.target)
		p.volumes = append(p.volumes, v)
	}
}

// measureDisks adds up the extents of the disks: exactly where the state tells,
// else by their sizes.
func (p *planner) measureDisks() {
	for _, pv := range p.vg.PhysicalVolumes {
		seen := p.seen.pvs[pv.Name]
		var n Amount
		switch {
		case seen != nil && seen.VG == p.vg.Name && seen.Extents.Known && seen.Extents.Max > 0:
			n = seen.Extents.Amount
		case seen != nil && seen.VG == p.vg.Name && seen.Size.Known:
			var ok bool
			if n, ok = seen.Size.WholeExtents(p.size.extent); !ok {
				p.oddSize(seen.Size.Range, pv.Name)
			}
		case seen != nil && seen.Size.Known:
			n = extentsOfDisk(seen.Size.Amount, p.size.extent)
		case pv.Size.Set: // as it was written, give or take the rounding of two decimals
			slack := pv.Size.Value.Bytes/20000 + 1
			n = extentsOfDisk(Amount{pv.Size.Value.Bytes - slack, pv.Size.Value.Bytes + slack}, p.size.extent)
		default:
			p.size.known = false
			continue
		}
		p.size.total = p.size.total.Plus(n)
		if seen == nil || seen.VG != p.vg.Name {
			p.size.added = p.size.added.Plus(n)
		}
	}
}

// extentsOfDisk returns how many extents a disk of a size holds.
func extentsOfDisk(size Amount, extent uint64) Amount {
	return Amount{subCapped(size.Min, mostHeader) / extent, subCapped(size.Max, leastHeader) / extent}
}

// measureFree works out what is free, from what vgs says of it and from what the
// volumes take; each narrows the other.
func (p *planner) measureFree() {
	g := p.seen.vg
	if g == nil {
		p.size.free = p.size.total
		return
	}
	if g.Extents.Known {
		if total, ok := p.size.total.Within(g.Extents.Plus(p.size.added)); ok {
			p.size.total = total
		}
	}
	free := Amount{0, p.size.total.Max}
	switch {
	case g.FreeExtents.Known:
		free = g.FreeExtents.Amount
	case g.Free.Known:
		n, ok := g.Free.WholeExtents(p.size.extent)
		if !ok {
			p.oddSize(g.Free.Range, p.vg.Name)
		}
		free = n
	}
	free = free.Plus(p.size.added)
	if narrowed, ok := free.Within(p.size.total.Minus(p.used())); ok {
		free = narrowed
	}
	p.size.free = free
}

// used is what the group's volumes have now.
func (p *planner) used() Amount {
	var used Amount
	for _, lv := range p.seen.lvs {
		n, _ := lv.Size.WholeExtents(p.size.extent)
		used = used.Plus(n)
	}
	return used
}

func (p *planner) oddSize(at hcl.Range, name string) {
	p.errorf(at, "No whole extents", "The size of %s is no number of extents of %s: the group's extents have another size. `vgs --units b -o vg_name,vg_extent_size,vg_extent_count,vg_free_count` tells.", name, sizeText(p.size.extent))
}

// target works out how many extents a volume is to have, of what the volumes
// before it leave, and how many it has to get.
func (p *planner) target(v *volume, left Amount) {
	want := v.Size.Value
	if want.Percent > 0 {
		v.target = Amount{left.Min / 100 * uint64(want.Percent), mulCapped(left.Max, uint64(want.Percent)) / 100}
		v.target.Min += left.Min % 100 * uint64(want.Percent) / 100
	} else {
		n := want.Bytes / p.size.extent
		if want.Bytes%p.size.extent != 0 {
			n++ // as lvcreate rounds
		}
		v.target = Exactly(n)
	}
	if v.seen != nil {
		var ok bool
		if v.now, ok = v.seen.Size.WholeExtents(p.size.extent); !ok {
			p.oddSize(v.seen.Size.Range, v.Name)
			return
		}
	}
	if p.size.known && v.target.Min > left.Max {
		p.errorf(v.Size.Range, "Not enough extents", "%s is to have %d extents (%s), and %s with all its disks leaves it %s (%s): %d are missing.", v.Name, v.target.Min, sizeText(mulCapped(v.target.Min, p.size.extent)), p.vg.Name, left, left.Times(p.size.extent).Size(), v.target.Min-left.Max)
		return
	}
	if v.seen == nil {
		v.grow, v.grows = v.target, true
		if v.known && v.target.Max == 0 {
			p.errorf(v.Size.Range, "Nothing left", "%s is to have %d%% of what is left in %q, and that is nothing.", v.Name, want.Percent, p.vg.Name)
		}
		return
	}
	p.growth(v)
}

// growth compares a volume with what it is to be.
func (p *planner) growth(v *volume) {
	switch {
	case !v.known && v.rest:
		v.grows = true // by whatever there is; nothing, if that is nothing
	case !v.known:
		p.errorf(v.Size.Range, "Size of the disks is unknown", "%d%% of %q cannot be told: give each physical_volume its size.", v.Size.Value.Percent, p.vg.Name)
	case v.target.Max < v.now.Min:
		p.shrinks(v)
	case v.rest:
		v.grow = p.size.free.Minus(p.claimed())
		v.grows = v.grow.Max > 0
		v.target = v.now.Plus(v.grow)
	case v.target.Min > v.now.Max:
		v.grow, v.grows = v.target.Minus(v.now), true
		if free := p.size.free.Minus(p.claimed()); p.size.known && v.grow.Min > free.Max {
			p.errorf(v.Size.Range, "Not enough extents", "%s has %s extents and is to have %s; %q has %s free: %d are missing.", v.Name, v.now, v.target, p.vg.Name, free, v.grow.Min-free.Max)
		}
		if !v.target.Exact() {
			p.errorf(v.Size.Range, "Rounded sizes", "%s is to have %d%%, which is %s extents by the rounded sizes of the state. Read the state again with %s.", v.Name, v.Size.Value.Percent, v.target, p.exactCommand())
		}
	}
}

// claimed is what the volumes before take of what is free.
func (p *planner) claimed() Amount {
	var sum Amount
	for _, v := range p.volumes {
		sum = sum.Plus(v.grow)
	}
	return sum
}

// shrinks refuses to make a volume smaller.
func (p *planner) shrinks(v *volume) {
	what := "no filesystem"
	if v.Filesystem != nil {
		what = filesystems[v.Filesystem.Name].title
	}
	p.errorf(v.Size.Range, "Shrinking", "%s has %s extents (%s) and is to have %s (%s). hagen shrinks nothing: %s on a volume that was cut is destroyed, and GFS cannot be made smaller at all. Save the data, make a smaller one, and restore it.",
		v.Name, v.now, v.now.Times(p.size.extent).Size(), v.target, v.target.Times(p.size.extent).Size(), what)
}

// exactCommand is the command that tells the sizes exactly.
func (p *planner) exactCommand() string {
	return fmt.Sprintf("`%s`", command("vgs", "--units", "b", "-o", "vg_name,vg_attr,pv_count,lv_count,vg_size,vg_free,vg_extent_size,vg_extent_count,vg_free_count", p.vg.Name))
}
