package rules

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/lint"
)

var hostsLocalhost = &lint.Rule{
	ID:       "hosts-localhost",
	Severity: lint.Warning,
	Doc: `No localhost

Programs that talk to their own host ask for localhost, and expect an answer without a name server: syslog, mail,
databases and cluster tools wait for a timeout, or go where the name server sends them.

Write "127.0.0.1 localhost" as the first line.

Source: hosts(5); RFC 6761, section 6.3.`,
	Hosts: func(p *lint.Pass, f *hosts.File) {
		at := hcl.Range{Filename: f.Name, Start: hcl.InitialPos, End: hcl.InitialPos}
		for e := range f.All() {
			if addr, ok := e.Addr(); ok && addr.IsLoopback() && e.Has("localhost") {
				return
			}
		}
		if len(f.Lookup("localhost")) == 0 {
			p.ReportFix(at, lint.Replace(at, "127.0.0.1 localhost\n"), "the file gives localhost no address")
		}
	},
}
