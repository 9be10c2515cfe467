package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/lint"
)

var hostsNameTwoAddresses = &lint.Rule{
	ID:       "hosts-name-two-addresses",
	Severity: lint.Warning,
	Doc: `A name with two addresses

The resolver takes the first line of a family that has the name, and most programs look no further: the second address
is never used, and which is the first depends on the order of the lines.

Keep one line for the name, and give the other address a name of its own.

Source: hosts(5); host.conf(5), "multi".`,
	Hosts: func(p *lint.Pass, f *hosts.File) {
		type key struct {
			name string
			v4   bool
		}
		first := make(map[key]resolved)
		for e := range f.All() {
			addr, ok := e.Addr()
			if !ok {
				continue
			}
			addr = addr.Unmap()
			for _, n := range e.Names {
				k := key{strings.ToLower(n.Text), addr.Is4()}
				before, seen := first[k]
				switch {
				case !seen:
					first[k] = resolved{addr, e, n}
				case before.Addr != addr:
					p.ReportFinding(lint.Finding{
						Message: fmt.Sprintf("%q has the address %s already, and %s is not used", n.Text, before.Addr, addr), Range: n.Range,
						Related: []lint.Related{{Message: "the first", Range: before.Name.Range}},
					})
				}
			}
		}
	},
}
