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

// runAll runs the rules, as many at once as there are processors.
func runAll(e *Estate, rules []*Rule) []Finding {
	var shared facts
	byRule := make([][]Finding, len(rules))
	parallel.Do(len(rules), func(i int) { byRule[i] = run(e, rules[i], &shared) })
	return slices.Concat(byRule...)
}

// run gives one rule everything that it looks at.
func run(e *Estate, r *Rule, shared *facts) (findings []Finding) {
	p := &Pass{Rule: r, findings: &findings, facts: shared}
	if r.Topology != nil && e.Topology != nil {
		r.Topology(p, e.Topology)
	}
	format := r.format()
	for _, h := range e.Hosts {
		if !h.has(format) {
			continue
		}
		p := &Pass{Rule: r, Platform: h.Platform, findings: &findings, facts: shared}
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
	if r.Estate != nil {
		r.Estate(p, e)
	}
	return findings
}

// has tells whether the host has a file of a rule's format; any will do for "".
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
