package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterTooManyNodes = &lint.Rule{
	ID:       "cluster-too-many-nodes",
	Severity: lint.Warning,
	Doc: `More nodes than the cluster suite is made for

Red Hat supports sixteen nodes: beyond that the time of a token round and of a recovery grows past the timeouts.

Make two clusters.

Source: Red Hat's Cluster Administration and Global File System guides for RHEL 5 and 6.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if nodes := nodesOf(p, f); len(nodes) > 16 {
			p.Report(placeOf(nodes[16].Element, "name"), "node %q is the 17th of %d; 16 are supported", attrText(nodes[16].Name), len(nodes))
		}
	},
}
