package rules

import (
	"strings"

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
			for _, n := range e.Names {
				if strings.EqualFold(n.Text, "localhost") {
					p.Report(n.Range, "localhost leads to %s", addr)
				}
			}
		}
	},
}
