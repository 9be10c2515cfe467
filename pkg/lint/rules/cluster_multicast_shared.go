package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastShared = &lint.Rule{
	ID:       "cluster-multicast-shared",
	Severity: lint.Error,
	Doc: `Two clusters on one multicast group

The clusters hear each other: with one key they try to become one, with two they fill each other's logs with messages
that they cannot read. Each uses its port and the one below it.

Leave the group out, so that it follows from the name, or keep the ports two apart. Clusters whose nodes are known to be
on different networks do not hear each other.

Source: cman-preconfig.c; corosync.conf(5), mcastaddr and mcastport.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		byGroup := make(map[string][]*cluster)
		for _, c := range clustersOf(p, e) {
			if !usesMulticast(c.file()) {
				continue
			}
			group, port := clusterGroup(c.file())
			for _, other := range byGroup[group] {
				_, otherPort := clusterGroup(other.file())
				if port-otherPort < -1 || port-otherPort > 1 || apart(p, c, other) {
					continue
				}
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("the clusters %q and %q both use %s, on the ports %d and %d", other.Name, c.Name, group, otherPort, port), Range: placeOf(c.file().Root(), "name"),
					Related: []lint.Related{{Message: "the other", Range: placeOf(other.file().Root(), "name")}},
				})
				break
			}
			byGroup[group] = append(byGroup[group], c)
		}
	},
}
