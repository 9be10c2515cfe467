package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterDomainPriorities = &lint.Rule{
	ID:       "cluster-domain-priorities",
	Severity: lint.Warning,
	Doc: `An ordered failover domain without an order

Of two nodes with one priority, or with none, rgmanager takes either: the order that ordered="1" asks for is not
there.

Give each node a priority of its own, from 1, the highest, to 100.

Source: rgmanager's documentation of failover domains.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, d := range f.FailoverDomains() {
			if !attrYes(d.Element.Attr("ordered")) {
				continue
			}
			seen := make(map[string]string)
			for _, m := range d.Members {
				priority := m.Value("priority")
				other, twice := seen[priority]
				switch {
				case priority == "":
					p.Report(placeOf(m, "name"), "node %q has no priority in the ordered domain %q", m.Value("name"), attrText(d.Name))
				case twice:
					p.Report(placeOf(m, "priority"), "nodes %q and %q both have the priority %s in the ordered domain %q", other, m.Value("name"), priority, attrText(d.Name))
				default:
					seen[priority] = m.Value("name")
				}
			}
		}
	},
}
