package runbook

import (
	"fmt"
	"strings"
)

// volume plans one logical volume and what it holds.
func (p *planner) volume(i int, v *volume) {
	switch {
	case v.seen == nil:
		p.createVolume(v)
	case v.grows:
		p.extendVolume(v)
	default:
		p.note("%s has its size: %s extents, %s.", v.Name, v.now, v.now.Times(p.size.extent).Size())
	}
	if v.Filesystem != nil {
		p.filesystem(v)
	}
}

// device is the volume's node, mapped its name in /dev/mapper, where a hyphen is
// doubled.
func (p *planner) device(v *volume) string { return "/dev/" + p.vg.Name + "/" + v.Name }

func (p *planner) mapped(v *volume) string {
	double := func(s string) string { return strings.ReplaceAll(s, "-", "--") }
	return "/dev/mapper/" + double(p.vg.Name) + "-" + double(v.Name)
}

// full is how LVM's commands name the volume.
func (p *planner) full(v *volume) string { return p.vg.Name + "/" + v.Name }

// createVolume runs lvcreate.
func (p *planner) createVolume(v *volume) {
	words := append([]string{"lvcreate"}, p.lock.lvcreate...)
	if want := v.Size.Value; want.Percent > 0 && !p.shareOfRest(v) {
		words = append(words, "-l", fmt.Sprintf("%d%%FREE", want.Percent))
	} else {
		words = append(words, "-l", fmt.Sprint(v.target.Min))
	}
	p.add(Step{
		ID: "lvcreate-" + stepName(v.Name), What: fmt.Sprintf("Make the logical volume %s%s", v.Name, p.amountText(" of ", v.target, v.known)), Cause: v.Range,
		Why:      "It is given in extents or in a share of what is free: a size in GiB would leave an odd rest.",
		Nodes:    p.first(),
		Commands: []string{command(append(words, "-n", v.Name, p.vg.Name)...)},
		After:    []Check{succeeds("lvs", p.full(v))},
		Rollback: []string{command("lvremove", p.full(v))},
	})
}

// shareOfRest tells whether a percentage has to be written in extents: other
// volumes are there already, and %FREE counts what all of them leave.
func (p *planner) shareOfRest(v *volume) bool {
	return len(p.seen.lvs) > 0 && !v.rest && v.known && v.target.Exact()
}

// amountText writes extents and what they come to; "" where nobody knows.
func (p *planner) amountText(before string, n Amount, known bool) string {
	if !known {
		return ""
	}
	return fmt.Sprintf("%s%s extents (%s)", before, n, n.Times(p.size.extent).Size())
}

// extendVolume runs lvextend: by a number of extents where the state tells it
// exactly, else by all that is free.
func (p *planner) extendVolume(v *volume) {
	words := append([]string{"lvextend"}, p.lock.lvextend...)
	exact := v.known && v.grow.Exact() && v.now.Exact()
	free := []string{"vgs", "--noheadings", "-o", "vg_free_count", p.vg.Name}
	s := Step{
		ID: "lvextend-" + stepName(v.Name), What: fmt.Sprintf("Extend %s%s", v.Name, p.amountText(" by ", v.grow, v.known)), Cause: v.Size.Range,
		Nodes:    p.first(),
		Rollback: []string{command("lvreduce", "-l", fmt.Sprint(v.now.Min), p.full(v))}, RollbackNote: "only while the filesystem has not grown: after that it destroys the filesystem",
	}
	if exact {
		words = append(words, "-l", fmt.Sprintf("+%d", v.grow.Min))
		after := v.now.Min + v.grow.Min
		s.Why = fmt.Sprintf("From %d to %d extents of %s: %s. The sizes of the state are exact.", v.now.Min, after, sizeText(p.size.extent), sizeText(after*p.size.extent))
		if v.rest {
			s.Before = []Check{says(fmt.Sprint(v.grow.Min), free...)}
		}
		s.After = []Check{atLeast(fmt.Sprint(after*p.size.extent), "lvs", "--noheadings", "--nosuffix", "--units", "b", "-o", "lv_size", p.full(v))}
	} else {
		words = append(words, "-l", "+100%FREE")
		s.Why = fmt.Sprintf("The sizes of the state are rounded, so the volume is extended by what is free; `%s` tells how many extents that is.", command("vgs", "-o", "vg_free_count,vg_extent_size", p.vg.Name))
		s.Before = []Check{atLeast(fmt.Sprint(max(v.grow.Min, 1)), free...)}
		s.After = []Check{says("0", free...)}
		s.Rollback, s.RollbackNote = nil, fmt.Sprintf("lvreduce to the size that `%s` shows before this step, only while the filesystem has not grown: after that it destroys the filesystem", command("lvs", "-o", "lv_size", "--units", "s", p.full(v)))
	}
	s.Commands = []string{command(append(words, p.device(v))...)}
	p.add(s)
	if p.lock.refresh {
		p.add(Step{
			ID: "refresh-" + stepName(v.Name), What: "Have every node see the new size of " + v.Name, Cause: v.Size.Range,
			Why:          "A node that has the volume active keeps its old size until the volume is refreshed there. lvextend refreshes the others by itself on the newer of these releases.",
			Nodes:        p.nodes,
			Commands:     []string{command("lvchange", "--refresh", p.full(v))},
			After:        []Check{atLeast(fmt.Sprint(mulCapped(v.now.Min+max(v.grow.Min, 1), p.size.extent)), "blockdev", "--getsize64", p.device(v))},
			RollbackNote: "none is needed: nothing was written",
		})
	}
}
