package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyGfsJournals = &lint.Rule{
	ID:       "topology-gfs-journals",
	Severity: lint.Info,
	Doc: `A GFS without a journal to spare

Each node that mounts the file system takes a journal. A new node has none, and on a full GFS none can be added: its mount
fails with "Too many users".

Make one or two journals more than there are nodes.

Source: gfs_jadd(8), gfs2_jadd(8); seen on Linux 6.1 ("there are only 2 journals").`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		for _, vg := range t.VolumeGroups {
			for _, lv := range vg.LogicalVolumes {
				fs := lv.Filesystem
				if fs == nil || vg.Cluster.Value == nil || fs.Journals.Value == 0 || fs.Journals.Value > len(vg.Cluster.Value.Nodes) {
					continue
				}
				at := fs.Range
				if fs.Journals.Set {
					at = fs.Journals.Range
				}
				p.Report(at, "%d journals for the %d nodes of %s", fs.Journals.Value, len(vg.Cluster.Value.Nodes), vg.Cluster.Value.Name)
			}
		}
	},
}
