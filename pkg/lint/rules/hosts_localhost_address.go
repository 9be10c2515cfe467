package rules

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/lint"
)

var hostsLocalhostAddress = &lint.Rule{
	ID:       "hosts-localhost-address",
	Severity: lint.Error,
	Doc: `localhost on the network

What is meant for the host itself goes out to the network, and daemons that listen on localhost for nobody else's sake
listen there.

Give localhost 127.0.0.1 and ::1 alone.

Source: RFC 6761, section 6.3; hosts(5).`,
	Hosts: func(p *lint.Pass, f *hosts.File) {
		for e := range f.All() {
			addr, ok := e.Addr()
			if !ok || addr.Unmap().IsLoopback() {
				continue
			}
			before := e.Address
			for _, n := range e.Names {
				if strings.EqualFold(n.Text, "localhost") {
					p.ReportFix(n.Range, withoutLocalhost(f, e, before, n), "localhost leads to %s", addr)
				}
				before = n
			}
		}
	},
}

// withoutLocalhost is the fix that takes localhost off a line, and gives it one of its
// own where the file has none. before is the word that it stands behind.
func withoutLocalhost(f *hosts.File, e *hosts.Entry, before, localhost hosts.Word) *lint.Fix {
	elsewhere := false
	for other := range f.All() {
		if addr, ok := other.Addr(); ok && addr.IsLoopback() {
			elsewhere = elsewhere || slices.ContainsFunc(other.Names, func(n hosts.Word) bool { return strings.EqualFold(n.Text, "localhost") })
		}
	}
	switch {
	case len(e.Names) > 1:
		r := hcl.Range{Filename: localhost.Range.Filename, Start: before.Range.End, End: localhost.Range.End}
		fix := lint.Replace(r, "")
		if !elsewhere {
			start := e.Address.Range.Start
			fix.Edits = append(fix.Edits, lint.Edit{Range: hcl.Range{Filename: r.Filename, Start: start, End: start}, Text: "127.0.0.1 localhost\n"})
		}
		return fix
	case !elsewhere:
		return lint.Replace(e.Address.Range, "127.0.0.1")
	}
	return nil
}
