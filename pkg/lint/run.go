package lint

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/parallel"
)

// Run looks at an estate by the given rules and returns the findings, by file
// and position. Findings that an ignore of the file answers are left out; an
// ignore that answers nothing, or gives no reason, is a finding itself.
func Run(e *Estate, rules []*Rule) []Finding {
	findings := runAll(e, rules)
	for i := range findings {
		findings[i].Origin = e.originOf(findings[i].Range)
	}
	findings = e.applyIgnores(findings, rules)
	SortFindings(findings)
	return slices.CompactFunc(findings, func(a, b Finding) bool {
		return a.Rule == b.Rule && a.Range == b.Range && a.Message == b.Message
	})
}

// SortFindings sorts findings by file, position, rule and message.
func SortFindings(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Range.Filename, b.Range.Filename), cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte),
			cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Message, b.Message))
	})
}

// runAll runs the rules, as much at once as there are processors. A host is looked
// at by one rule after the other, while what they look at is at hand; where there
// are few hosts, each rule is work of its own.
func runAll(e *Estate, rules []*Rule) []Finding {
	shared := newFacts(e)
	rulesOf := rulesByHost(byFormat(rules))
	var work []func(*[]Finding)
	for _, h := range e.Hosts {
		of := rulesOf(h)
		size := len(of)
		if len(e.Hosts) < manyHosts {
			size = 1
		}
		for some := range slices.Chunk(of, max(size, 1)) {
			work = append(work, func(findings *[]Finding) { h.look(some, shared, findings) })
		}
	}
	for _, r := range rules {
		if r.Topology != nil || r.Estate != nil {
			work = append(work, func(findings *[]Finding) { e.look(r, shared, findings) })
		}
	}
	found := make([][]Finding, len(work))
	parallel.Do(len(work), func(i int) { work[i](&found[i]) })
	return slices.Concat(found...)
}

// manyHosts is the number of hosts from which each is work of its own.
const manyHosts = 32

// byFormat puts the rules of each format together.
func byFormat(rules []*Rule) [][]*Rule {
	var list [][]*Rule
	index := make(map[string]int)
	for _, r := range rules {
		i, ok := index[r.format()]
		if !ok {
			i = len(list)
			index[r.format()] = i
			list = append(list, nil)
		}
		list[i] = append(list[i], r)
	}
	return list
}

// rulesByHost returns the function that tells which rules look at a host: those of
// the formats of its files, and those of no format. Hosts that have files of the
// same formats share a list.
func rulesByHost(formats [][]*Rule) func(*Host) []*Rule {
	known := make(map[string][]*Rule)
	return func(h *Host) []*Rule {
		has := make([]byte, len(formats))
		for i, rules := range formats {
			if h.has(rules[0].format()) {
				has[i] = 1
			}
		}
		list, ok := known[string(has)]
		if !ok {
			for i, rules := range formats {
				if has[i] == 1 {
					list = append(list, rules...)
				}
			}
			known[string(has)] = list
		}
		return list
	}
}

// look gives rules one after the other what they look at on a host.
func (h *Host) look(rules []*Rule, shared *facts, findings *[]Finding) {
	p := &Pass{Platform: h.Platform, findings: findings, facts: shared, store: shared.hosts[h]}
	for _, r := range rules {
		p.Rule = r
		each(p, r.Apache, h.Apache)
		each(p, r.Nginx, h.Nginx)
		each(p, r.ClusterConf, h.ClusterConf)
		each(p, r.Ifcfg, h.Ifcfg)
		each(p, r.Modprobe, h.Modprobe)
		each(p, r.Hosts, h.Hosts)
		each(p, r.Fstab, h.Fstab)
		if r.Host != nil {
			r.Host(p, h)
		}
	}
}

// look gives a rule what it looks at of all hosts.
func (e *Estate) look(r *Rule, shared *facts, findings *[]Finding) {
	p := &Pass{Rule: r, findings: findings, facts: shared, store: &shared.estate}
	if r.Topology != nil && e.Topology != nil {
		r.Topology(p, e.Topology)
	}
	if r.Estate != nil {
		r.Estate(p, e)
	}
}

// has tells whether the host has a file of a rule's format; any will do for
// another.
func (h *Host) has(format string) bool {
	switch format {
	case "apache":
		return len(h.Apache) > 0
	case "nginx":
		return len(h.Nginx) > 0
	case "cluster":
		return len(h.ClusterConf) > 0
	case "ifcfg":
		return len(h.Ifcfg) > 0
	case "modprobe":
		return len(h.Modprobe) > 0
	case "hosts":
		return len(h.Hosts) > 0
	case "fstab":
		return len(h.Fstab) > 0
	}
	return true
}

func each[F any](p *Pass, look func(*Pass, F), files []F) {
	if look == nil {
		return
	}
	for _, f := range files {
		look(p, f)
	}
}

// originOf returns the part of the topology that caused a place in a generated file.
func (e *Estate) originOf(r hcl.Range) hcl.Range {
	if s := e.files[r.Filename]; s != nil && r.Start.Line >= 1 && r.Start.Line <= len(s.Lines) {
		return s.Lines[r.Start.Line-1].Range
	}
	return hcl.Range{}
}
