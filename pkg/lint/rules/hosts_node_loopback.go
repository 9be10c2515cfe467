package rules

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/lint"
)

var hostsNodeLoopback = &lint.Rule{
	ID:       "hosts-node-loopback",
	Severity: lint.Error,
	Doc: `A node whose name leads to the loopback interface

cman listens where its node's name leads, and finds itself alone: it refuses to start with 127.0.0.1 and ::1, and
starts a cluster of one with any other address of 127.0.0.0/8, as the 127.0.1.1 of Debian's installer.

Take the name off the loopback line, and give it the node's address on the heartbeat network.

Source: cman-preconfig.c of cman 3; corosync's issues 162 and 336.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		for _, c := range clustersOf(p, e) {
			for _, h := range c.Hosts {
				for _, f := range h.Hosts {
					checkNodeLoopback(p, c.Nodes, f)
				}
			}
		}
	},
}

// checkNodeLoopback looks at the loopback lines of a hosts file.
func checkNodeLoopback(p *lint.Pass, nodes map[string]bool, f *hosts.File) {
	elsewhere := make(map[string]bool) // names that have another address as well
	for e := range f.All() {
		if addr, ok := e.Addr(); ok && !addr.IsLoopback() {
			for _, n := range e.Names {
				elsewhere[strings.ToLower(n.Text)] = true
			}
		}
	}
	for e := range f.All() {
		addr, ok := e.Addr()
		if !ok || !addr.IsLoopback() {
			continue
		}
		fix := withoutNames(e, elsewhere)
		for _, n := range e.Names {
			if !nodes[strings.ToLower(n.Text)] {
				continue
			}
			mend := fix
			if !elsewhere[strings.ToLower(n.Text)] {
				mend = nil
			}
			p.ReportFix(n.Range, mend, "the node name %q leads to %s", n.Text, addr)
		}
	}
}

// withoutNames is the fix that takes names off a line; nil where the line would have
// none left, or has none of them. Those of localhost stay.
func withoutNames(e *hosts.Entry, names map[string]bool) *lint.Fix {
	var edits []lint.Edit
	before := e.Address
	for _, n := range e.Names {
		if name := strings.ToLower(n.Text); names[name] && !strings.HasPrefix(name, "localhost") {
			edits = append(edits, lint.Edit{Range: hcl.Range{Filename: n.Range.Filename, Start: before.Range.End, End: n.Range.End}})
		}
		before = n
	}
	if len(edits) == 0 || len(edits) == len(e.Names) {
		return nil
	}
	return &lint.Fix{Edits: edits}
}
