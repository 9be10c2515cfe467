package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeDuplicate = &lint.Rule{
	ID:       "cluster-node-duplicate",
	Severity: lint.Error,
	Doc: `A node that is there twice

A node is known by its name: only the first of two is ever found, and what the second says about votes and fencing is
not read.

Keep one of them.

Source: cman(5); the schema of RHEL 5 makes the name an ID.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		first := make(map[string]clusterconf.ClusterNode)
		for _, n := range nodesOf(p, f) {
			name := attrText(n.Name)
			before, seen := first[name]
			if !seen {
				first[name] = n
			} else if name != "" {
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("node %q is there twice", name), Range: n.Name.Value.Range,
					Related: []lint.Related{{Message: "the first", Range: before.Name.Value.Range}},
				})
			}
		}
	},
}
