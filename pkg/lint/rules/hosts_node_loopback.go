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
		kept := 0
		for _, n := range e.Names {
			if !nodes[strings.ToLower(n.Text)] {
				kept++
			}
		}
		before := e.Address
		for _, n := range e.Names {
			if nodes[strings.ToLower(n.Text)] {
				var fix *lint.Fix
				if kept > 0 && elsewhere[strings.ToLower(n.Text)] {
					fix = lint.Replace(hcl.Range{Filename: n.Range.Filename, Start: before.Range.End, End: n.Range.End}, "")
				}
				p.ReportFix(n.Range, fix, "the node name %q leads to %s", n.Text, addr)
			}
			before = n
		}
	}
}
