package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyGfsRelease = &lint.Rule{
	ID:       "topology-gfs-release",
	Severity: lint.Error,
	Doc: `A GFS on hosts that have only GFS2

The kernel of these hosts has no GFS any more: the file system cannot be mounted.

Use gfs2. An existing file system is converted with gfs2_convert while it is mounted nowhere, after a backup and a
gfs_fsck.

Source: the release notes of RHEL 6; gfs2_convert(8).`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		for _, vg := range t.VolumeGroups {
			for _, lv := range vg.LogicalVolumes {
				if vg.Cluster.Value == nil || lv.Filesystem == nil || lv.Filesystem.Name != "gfs" {
					continue
				}
				for _, n := range vg.Cluster.Value.Nodes {
					if h := n.Host.Value; h != nil && h.Platform != nil && !h.Platform.Has(topology.GFS1) {
						p.Report(lv.Filesystem.NameRange, "node %q of %s runs %s, which has no GFS", n.Name, vg.Cluster.Value.Name, h.Platform.Title)
						break
					}
				}
			}
		}
	},
}
