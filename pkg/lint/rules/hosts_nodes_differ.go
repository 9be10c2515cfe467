package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var hostsNodesDiffer = &lint.Rule{
	ID:       "hosts-nodes-differ",
	Severity: lint.Error,
	Doc: `Nodes that do not agree on the address of a node

Each node looks for the others where its own hosts file leads: one that looks elsewhere finds nobody, or waits for the
heartbeat on another network.

Copy one hosts file to every node.

Source: cman(5); cman-preconfig.c of cman 3.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		names := make(map[string]bool)
		for _, c := range clusterCopies(e) {
			for name := range nodeNames(c.File) {
				names[strings.ToLower(name)] = true
			}
		}
		first := make(map[string]resolved)
		for _, h := range e.Hosts {
			for name, list := range nameTable(h.Hosts) {
				r := list[0]
				if !names[name] || r.Addr.IsLoopback() {
					continue
				}
				before, seen := first[name]
				switch {
				case !seen:
					first[name] = r
				case before.Addr != r.Addr:
					p.ReportFinding(lint.Finding{
						Message: fmt.Sprintf("the node name %q leads to %s here, and to %s in %s", name, r.Addr, before.Addr, before.Name.Range.Filename), Range: r.Name.Range,
						Related: []lint.Related{{Message: "the other", Range: before.Name.Range}},
					})
				}
			}
		}
	},
}
