package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeInterfaceDown = &lint.Rule{
	ID:       "cluster-node-interface-down",
	Severity: lint.Error,
	Doc: `A heartbeat interface that does not come up

The interface with the address of the node is not started with the host: cman finds no address for its name, and does
not start either.

Write ONBOOT=yes.

Source: initscripts' sysconfig.txt, "ONBOOT".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		own := addressesOf(p, h)
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			for _, n := range nodesOf(p, f) {
				r, _ := lookupName(table, attrText(n.Name))
				i := own.byAddr[r.Addr].File
				if i == nil || !ifcfg.IsFalse(i.Text("ONBOOT")) {
					continue
				}
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("%s, which has the address %s of node %q, is not started with the host", i.Text("DEVICE"), r.Addr, attrText(n.Name)), Range: n.Name.Value.Range,
					Related: []lint.Related{{Message: "ONBOOT", Range: i.Lookup("ONBOOT").Range()}},
				})
			}
		}
	},
}
