package hagen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// merge makes one list of the diagnostics of each host. What is said of several
// hosts in the same words, as of the nodes of one cluster, is said once, and the
// other hosts are named.
func merge(hosts []*topology.Host, diags []hcl.Diagnostics) hcl.Diagnostics {
	type mistake struct {
		severity        hcl.DiagnosticSeverity
		summary, detail string // without the host's name
		subject         hcl.Range
	}
	type group struct {
		first  *hcl.Diagnostic
		detail string
		others []string
	}
	var order []*group
	groups := make(map[mistake]*group)
	for i, host := range hosts {
		for _, d := range diags[i] {
			m := mistake{severity: d.Severity, summary: d.Summary, detail: strings.ReplaceAll(d.Detail, host.Name, "\x00")}
			if d.Subject != nil {
				m.subject = *d.Subject
			}
			g := groups[m]
			switch {
			case g == nil:
				g = &group{first: d, detail: d.Detail}
				groups[m] = g
				order = append(order, g)
			case g.detail != d.Detail && !slices.Contains(g.others, host.Name):
				g.others = append(g.others, host.Name)
			}
		}
	}
	list := make(hcl.Diagnostics, len(order))
	for i, g := range order {
		d := *g.first
		if len(g.others) > 0 {
			d.Detail += " The same holds for " + enumerate(g.others) + "."
		}
		list[i] = &d
	}
	return list
}

// enumerate lists a few names, and counts the rest.
func enumerate(names []string) string {
	const most = 5
	rest := ""
	if n := len(names) - most; n > 0 {
		names, rest = names[:most], fmt.Sprintf(" and %d more hosts", n)
	}
	return strings.Join(names, ", ") + rest
}

// masked returns the diagnostics without sensitive values.
func masked(t *topology.Topology, diags hcl.Diagnostics) hcl.Diagnostics {
	list := make(hcl.Diagnostics, len(diags))
	for i, d := range diags {
		m := *d
		m.Summary, m.Detail = t.Secrets.Mask(d.Summary), t.Secrets.Mask(d.Detail)
		list[i] = &m
	}
	return list
}
