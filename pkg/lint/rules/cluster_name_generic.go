package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNameGeneric = &lint.Rule{
	ID:       "cluster-name-generic",
	Severity: lint.Warning,
	Doc: `A cluster name that another cluster may well have

The number of a cluster, its multicast group and, without a keyfile, its key are all made from its name. Two clusters
of one name on one network take each other's messages for their own.

Name the cluster after what it does and where.

Source: cman-preconfig.c: generate_cluster_id, default_mcast; RHCluster is what cman itself takes where there is no name.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		switch name := clusterName(f); strings.ToLower(name) {
		case "cluster", "cluster1", "mycluster", "my_cluster", "new_cluster", "rhcluster", "testcluster", "test":
			p.Report(placeOf(f.Root(), "name"), "%q is a name that other clusters have, and the multicast group is made from it", name)
		}
	},
}
