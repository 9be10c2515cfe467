package rules

import (
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
			if !ok || addr.IsLoopback() || addr.Unmap().IsLoopback() {
				continue
			}
			before := e.Address
			for _, n := range e.Names {
				if strings.EqualFold(n.Text, "localhost") {
					var fix *lint.Fix
					if len(e.Names) > 1 {
						fix = lint.Replace(hcl.Range{Filename: n.Range.Filename, Start: before.Range.End, End: n.Range.End}, "")
					}
					p.ReportFix(n.Range, fix, "localhost leads to %s", addr)
				}
				before = n
			}
		}
	},
}
