package rules

import (
	"fmt"
	"net/netip"

	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/lint"
)

var hostsAddressTwice = &lint.Rule{
	ID:       "hosts-address-twice",
	Severity: lint.Info,
	Doc: `An address on two lines

Who asks for the name of an address gets the names of the first line alone; those of the second are found in one
direction only.

Write all names of the address on one line, the canonical one first.

Source: hosts(5); nss_files of the C library.`,
	Hosts: func(p *lint.Pass, f *hosts.File) {
		first := make(map[netip.Addr]*hosts.Entry)
		for e := range f.All() {
			addr, ok := e.Addr()
			if !ok || !e.Valid() {
				continue
			}
			before := first[addr]
			if before == nil {
				first[addr] = e
				continue
			}
			p.ReportFinding(lint.Finding{
				Message: fmt.Sprintf("%s is on a line before: its name stays %q", addr, before.Names[0].Text), Range: e.Address.Range,
				Related: []lint.Related{{Message: "the first", Range: before.Address.Range}},
			})
		}
	},
}
