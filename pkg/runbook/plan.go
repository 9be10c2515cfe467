package runbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// Plan returns the runbook from the state s to a volume group of a topology, or
// from nothing where s is nil. A desired state that cannot be reached is an
// error, with the numbers, at the part of the topology that asks for it; then
// the runbook is nil.
func Plan(t *topology.Topology, vg *topology.VolumeGroup, s *State) (*Runbook, hcl.Diagnostics) {
	p := &planner{topology: t, vg: vg, lock: &alone, ids: make(map[string]bool)}
	if !p.owner() {
		return nil, p.diags
	}
	p.checkFilesystems()
	if p.diags.HasErrors() || !p.locking() {
		return nil, p.diags
	}
	p.book = &Runbook{
		VolumeGroup: vg.Name, Owner: p.ownerName, Nodes: p.nodes, Release: p.platform.Title, Observed: s != nil, Range: vg.Range,
	}
	p.observe(s)
	if p.diags.HasErrors() {
		return nil, p.diags
	}
	p.measure()
	if p.diags.HasErrors() {
		return nil, p.diags
	}
	p.begin()
	p.disks()
	p.group()
	for i, lv := range p.volumes {
		p.volume(i, lv)
	}
	p.end()
	if p.diags.HasErrors() {
		return nil, p.diags
	}
	p.leaveOutBackup()
	return p.book, p.diags
}

// leaveOutBackup takes the step that saves the metadata out of a plan that changes
// nothing.
func (p *planner) leaveOutBackup() {
	for _, s := range p.book.Steps {
		if s.ID != backupID && s.Done == "" && !s.checks() {
			return
		}
	}
	p.book.Steps = slices.DeleteFunc(p.book.Steps, func(s Step) bool { return s.ID == backupID })
	p.note("There is nothing to do.")
}

// planner makes one runbook.
type planner struct {
	topology  *topology.Topology
	vg        *topology.VolumeGroup
	ownerName string
	nodes     []string
	platform  *topology.Platform
	lock      *locking
	seen      observed
	size      capacity
	volumes   []*volume
	book      *Runbook
	ids       map[string]bool // of the steps
	diags     hcl.Diagnostics
}

func (p *planner) errorf(at hcl.Range, summary, format string, args ...any) {
	p.report(hcl.DiagError, at, summary, format, args...)
}

func (p *planner) report(severity hcl.DiagnosticSeverity, at hcl.Range, summary, format string, args ...any) {
	p.diags = append(p.diags, &hcl.Diagnostic{Severity: severity, Summary: summary, Detail: fmt.Sprintf(format, args...), Subject: &at})
}

func (p *planner) note(format string, args ...any) {
	p.book.Notes = append(p.book.Notes, fmt.Sprintf(format, args...))
}

// add appends a step. Two names that differ only in what an ID cannot have get IDs
// that differ.
func (p *planner) add(s Step) {
	name := s.ID
	for n := 2; p.ids[s.ID]; n++ {
		s.ID = fmt.Sprintf("%s-%d", name, n)
	}
	p.ids[s.ID] = true
	p.book.Steps = append(p.book.Steps, s)
}

// first is the node where what is done once is done.
func (p *planner) first() []string { return p.nodes[:1] }

// owner works out the nodes and their release.
func (p *planner) owner() bool {
	at, hosts := p.vg.Host.Range, []*topology.Host{p.vg.Host.Value}
	if cl := p.vg.Cluster.Value; cl != nil {
		at, hosts, p.ownerName = p.vg.Cluster.Range, nil, cl.Name
		for _, n := range cl.Nodes {
			hosts = append(hosts, n.Host.Value)
			p.nodes = append(p.nodes, n.Name)
		}
	} else {
		p.ownerName = hosts[0].Name
		p.nodes = []string{hosts[0].Name}
	}
	if len(hosts) == 0 {
		p.errorf(at, "Cluster without nodes", "%s has no nodes: there is no machine to plan for.", p.ownerName)
		return false
	}
	p.platform = hosts[0].Platform
	for _, h := range hosts[1:] {
		if h.Platform.ID != p.platform.ID {
			p.errorf(at, "Two releases", "%s runs %s and %s runs %s: the nodes that share a volume group run one release, or their locks do not understand each other.", hosts[0].Name, p.platform.ID, h.Name, h.Platform.ID)
			return false
		}
	}
	return true
}

// locking picks how the nodes share the group.
func (p *planner) locking() bool {
	if p.vg.Cluster.Value == nil {
		return true
	}
	if p.lock = lockingOf(p.platform); p.lock == nil {
		p.errorf(p.vg.Cluster.Range, "No shared volume groups", "%s has neither clvmd nor lvmlockd under a cluster manager; it shares no volume group.", p.platform.ID)
		return false
	}
	return true
}

// checkFilesystems refuses what the release does not have.
func (p *planner) checkFilesystems() {
	for _, lv := range p.vg.LogicalVolumes {
		fs := lv.Filesystem
		if fs == nil || p.platform.Has(filesystems[fs.Name].needs) {
			continue
		}
		var have, other []string
		for _, known := range topology.Platforms() {
			if known.Has(filesystems[fs.Name].needs) {
				have = append(have, known.ID)
			}
		}
		for _, name := range []string{"gfs", "gfs2"} {
			if p.platform.Has(filesystems[name].needs) {
				other = append(other, fmt.Sprintf("; it has %s, and gfs2_convert, unmounted on every node and after a backup, makes that of a GFS", filesystems[name].title))
			}
		}
		p.errorf(fs.NameRange, "No such filesystem on this release", "%s does not exist on %s; %s have it%s.", filesystems[fs.Name].title, p.platform.ID, strings.Join(have, ", "), strings.Join(other, ""))
	}
}
