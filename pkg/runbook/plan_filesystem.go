package runbook

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/topology"
)

// holding is what the state says of the filesystem on a volume.
type holding struct {
	mount *Mount
	usage *Usage
	gfs   *GFS
}

// holds finds what the state says of a volume's filesystem.
func (p *planner) holds(v *volume) holding {
	var h holding
	if p.seen.main == nil {
		return h
	}
	ours := func(device, mountPoint string) bool {
		return device == p.device(v) || device == p.mapped(v) || device == "" && mountPoint == v.Filesystem.MountPoint.Value
	}
	for _, m := range p.seen.main.Mounts {
		if ours(m.Device, m.MountPoint) {
			h.mount = m
		}
	}
	for _, u := range p.seen.main.Usage {
		if ours(u.Filesystem, u.MountPoint) {
			h.usage = u
		}
	}
	for _, g := range p.seen.main.GFS {
		if ours(g.Where, g.Where) || g.Where == v.Filesystem.MountPoint.Value || g.Where == "" && len(p.seen.main.GFS) == 1 {
			h.gfs = g
		}
	}
	return h
}

// filesystem plans what a volume holds.
func (p *planner) filesystem(v *volume) {
	tools := filesystems[v.Filesystem.Name]
	if v.seen == nil {
		p.makeFilesystem(v, tools)
		p.mountAtBoot(v, tools)
		return
	}
	h := p.holds(v)
	if !p.checkHolding(v, h) {
		return
	}
	add := p.journals(v, h, tools)
	grow := p.growFilesystem(v, h, tools)
	steps := []*Step{grow, add}
	if tools.journalsFirst {
		steps = []*Step{add, grow}
	}
	for _, s := range steps {
		if s != nil {
			p.add(*s)
		}
	}
}

// lockTable is the name under which a GFS locks: the cluster's and its own.
func (p *planner) lockTable(v *volume) string {
	return p.ownerName + ":" + v.Filesystem.Label.Value
}

// makeFilesystem runs mkfs.
func (p *planner) makeFilesystem(v *volume, tools filesystem) {
	words, fs := tools.mkfs, v.Filesystem
	why := "The volume is new and holds nothing."
	if tools.jadd != nil {
		words = append(words[:len(words):len(words)], "-p", "lock_dlm", "-t", p.lockTable(v), "-j", fmt.Sprint(fs.Journals.Value))
		why = fmt.Sprintf("Its lock table begins with the cluster's name, or no node can mount it, and it has a journal for each of the %d nodes that mount it. -O leaves out the tool's own question.", len(p.nodes))
	} else if fs.Label.Set {
		words = append(words[:len(words):len(words)], "-L", fs.Label.Value)
	}
	p.add(Step{
		ID: "mkfs-" + stepName(v.Name), What: fmt.Sprintf("Make the %s on %s", tools.title, v.Name), Cause: fs.Range, Why: why,
		Nodes:     p.first(),
		Before:    []Check{lacks("TYPE=", "blkid", "-c", "/dev/null", p.device(v))},
		Commands:  []string{command(append(words, p.device(v))...)},
		After:     []Check{shows(`TYPE="`+ere(fs.Name)+`"`, "blkid", "-c", "/dev/null", p.device(v))},
		NoWayBack: "what was on the volume is gone; it was new, and blkid found nothing on it.",
	})
}

// checkHolding refuses a filesystem that is another one than the topology's.
func (p *planner) checkHolding(v *volume, h holding) bool {
	fs, before := v.Filesystem, len(p.diags)
	if m := h.mount; m != nil && m.Type != fs.Name {
		hint := ""
		if m.Type == "gfs" && fs.Name == "gfs2" {
			hint = fmt.Sprintf(" A GFS becomes a GFS2 in place: back it up, unmount it on every node, %s, then %s.", command("gfs_fsck", p.device(v)), command("gfs2_convert", p.device(v)))
		}
		p.errorf(fs.NameRange, "Another filesystem", "%s holds %s, by %s, and the topology says %s.%s", v.Name, m.Type, place(m.Range), fs.Name, hint)
	}
	if m := h.mount; m != nil && m.MountPoint != fs.MountPoint.Value {
		p.errorf(fs.MountPoint.Range, "Mounted elsewhere", "%s is mounted on %s, by %s, and the topology says %s: unmount it, or write where it is.", v.Name, m.MountPoint, place(m.Range), fs.MountPoint.Value)
	}
	if g := h.gfs; g != nil && p.vg.Cluster.Value != nil && g.LockTable != "" && g.LockTable != p.lockTable(v) {
		p.errorf(fs.Label.Range, "Another lock table", "The lock table of %s is %q, by %s; with the cluster %s it has to be %q, or no node can mount it. Unmount it on every node, then %s.",
			v.Name, g.LockTable, place(g.Range), p.ownerName, p.lockTable(v), p.setTable(v))
	}
	if p.seen.read(MountList) && h.mount == nil {
		p.errorf(fs.Range, "Not mounted", "%s is not mounted, and %s grows mounted only: mount it on %s and read the state again.", v.Name, filesystems[fs.Name].title, fs.MountPoint.Value)
	}
	return len(p.diags) == before
}

// setTable is the command that changes a lock table.
func (p *planner) setTable(v *volume) string {
	switch {
	case v.Filesystem.Name == "gfs":
		return command("gfs_tool", "sb", p.device(v), "table", p.lockTable(v))
	case p.platform.Has(topology.ClusterConf5):
		return command("gfs2_tool", "sb", p.device(v), "table", p.lockTable(v))
	}
	return command("tunegfs2", "-o", "locktable="+p.lockTable(v), p.device(v))
}

// countJournals is the command that prints the number of journals.
func (p *planner) countJournals(v *volume) string {
	mountPoint := v.Filesystem.MountPoint.Value
	switch {
	case v.Filesystem.Name == "gfs":
		return command("gfs_tool", "df", mountPoint) + ` | sed -n "s/^ *Journals = //p"`
	case p.platform.Has(topology.CMAN):
		return command("gfs2_tool", "journals", mountPoint) + ` | sed -n "s/ journal(s) found.*//p"`
	}
	return command("gfs2_edit", "-p", "jindex", p.device(v)) + ` | grep -c "File *journal[0-9]"`
}

// journals plans further journals; nil where none are wanted.
func (p *planner) journals(v *volume, h holding, tools filesystem) *Step {
	if tools.jadd == nil {
		return nil
	}
	want := v.Filesystem.Journals
	s := &Step{
		ID: "journals-" + stepName(v.Name), What: fmt.Sprintf("See that %s has %d journals", v.Name, want.Value), Cause: v.Filesystem.Range,
		Why:   "Each node that mounts it needs one; without, its mount fails with \"Too many users\".",
		Nodes: p.first(), Before: []Check{{p.countJournals(v), AtLeast, fmt.Sprint(want.Value)}},
	}
	if h.gfs == nil || !h.gfs.Journals.Known {
		p.note("The state does not tell how many journals %s has: give the output of `%s` as gfs.txt. Without it no journals are added.", v.Name, strings.SplitN(p.countJournals(v), " |", 2)[0])
		return s
	}
	have := h.gfs.Journals.Min
	switch n := uint64(want.Value); {
	case have > n:
		p.errorf(want.Range, "Journals cannot be taken away", "%s has %d journals, by %s, and the topology says %d. A journal stays for good: write journals = %d.", v.Name, have, place(h.gfs.Journals.Range), n, have)
		return nil
	case have == n:
		return nil
	default:
		s.What = fmt.Sprintf("Add journals to %s: %d become %d", v.Name, have, n)
		s.Before = []Check{{s.Before[0].Command, Says, fmt.Sprint(have)}}
		s.Commands = []string{command(append(tools.jadd[:len(tools.jadd):len(tools.jadd)], "-j", fmt.Sprint(n-have), v.Filesystem.MountPoint.Value)...)}
		s.After = []Check{{s.Before[0].Command, AtLeast, fmt.Sprint(n)}}
		s.NoWayBack = "a journal cannot be taken away again."
		if tools.journalsFirst {
			s.Why += " On GFS they come before the growth: they lie in space of their own, and gfs_grow would take all of it."
		}
	}
	return s
}

// growFilesystem plans the growth into a volume that has grown, now or in a run
// that was broken off; nil where there is nothing to grow.
func (p *planner) growFilesystem(v *volume, h holding, tools filesystem) *Step {
	if !v.grows && !p.behind(v, h) {
		return nil
	}
	where := v.Filesystem.MountPoint.Value
	if tools.byDevice {
		where = p.device(v)
	}
	with := func(words []string) []string { return append(words[:len(words):len(words)], where) }
	s := &Step{
		ID: "grow-" + stepName(v.Name), What: fmt.Sprintf("Grow the %s on %s into its volume", tools.title, v.Filesystem.MountPoint.Value), Cause: v.Size.Range,
		Why:       "Mounted, and on one node only; the others see the new space within half a minute, and all of them go on writing.",
		Nodes:     p.first(),
		Before:    []Check{mounted(v)},
		Commands:  []string{command(with(tools.grow)...)},
		NoWayBack: tools.title + " cannot be made smaller again.",
	}
	if tools.growTest != nil {
		s.Before = append(s.Before, shows(`.`, with(tools.growTest)...))
	}
	if tools.growing != "" {
		s.After = []Check{s.Before[0], lacks(tools.growing, with(tools.growTest)...)}
		return s
	}
	least := p.grownTo(v, h)
	if least == 0 {
		p.errorf(v.Filesystem.Range, "State is missing", "Without the size of the filesystem nobody can tell when it has grown: give the output of df as df.txt.")
		return nil
	}
	s.After = []Check{{command("df", "-P", "-k", v.Filesystem.MountPoint.Value) + ` | sed -n "2s/^[^ ]* *\([0-9]*\).*/\1/p"`, AtLeast, fmt.Sprint(least >> 10)}}
	return s
}

// behind tells whether a filesystem is clearly smaller than its volume: a growth
// was broken off between the two.
func (p *planner) behind(v *volume, h holding) bool {
	if h.usage == nil || !h.usage.Size.Known {
		return false
	}
	volume := v.now.Times(p.size.extent)
	overhead := volume.Min/10 + 256<<20
	if h.gfs != nil && h.gfs.Journals.Known {
		overhead = volume.Min/50 + mulCapped(h.gfs.Journals.Min, 128<<20)
	}
	return addCapped(h.usage.Size.Max, overhead) < volume.Min
}

// grownTo returns the bytes that a filesystem has at least after its growth: nine
// tenths of the growth more than now, for each type keeps a little to itself. 0
// stands for what cannot be told.
func (p *planner) grownTo(v *volume, h holding) (bytes uint64) {
	if h.usage == nil || !h.usage.Size.Known {
		return 0
	}
	grow := v.grow.Times(p.size.extent).Min
	if !v.grows {
		grow = subCapped(v.now.Times(p.size.extent).Min, h.usage.Size.Max)
	}
	return h.usage.Size.Max + grow/10*9
}
