package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNameShared = &lint.Rule{
	ID:       "cluster-name-shared",
	Severity: lint.Warning,
	Doc: `Two clusters of one name

The number of the cluster, its multicast group and, without a keyfile, its key are made from the name. The lock table of a
GFS is made from it too: a node of either cluster may mount the file systems of the other, and their lock managers know
nothing of each other.

Give one of the clusters another name.

Source: cman-preconfig.c: generate_cluster_id, default_mcast; mkfs.gfs2(8), "-t".`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		first := make(map[string]*cluster)
		for _, c := range clustersOf(p, e) {
			before := first[c.Name]
			if before == nil {
				first[c.Name] = c
				continue
			}
			p.ReportFinding(lint.Finding{
				Message: fmt.Sprintf("another cluster, with other nodes, is called %q as well", c.Name), Range: placeOf(c.file().Root(), "name"),
				Related: []lint.Related{{Message: "the other", Range: placeOf(before.file().Root(), "name")}},
			})
		}
	},
}
