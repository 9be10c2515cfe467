package hagen

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/topology"
)

// PreviousFiles is the pattern, of [path.Match], of the names in Options.Previous
// that [Build] looks at.
const PreviousFiles = "*/etc/cluster/cluster.conf"

// raiseConfigVersions gives the files of each cluster the config_version that is
// higher than that of any previous file that differs, the same on all nodes.
func raiseConfigVersions(t *topology.Topology, documents []document, previous map[string][]byte) {
	versions := make(map[*topology.Cluster]int)
	each := func(do func(*topology.Cluster, *clusterconf.File, document)) {
		for _, d := range documents {
			if f, ok := d.tree.(*clusterconf.File); ok {
				do(t.NodeOn(d.host).Cluster, f, d)
			}
		}
	}
	each(func(c *topology.Cluster, f *clusterconf.File, d document) {
		versions[c] = max(versions[c], clusterconf.NextConfigVersion(previous[d.host.Name+d.path], f))
	})
	each(func(c *topology.Cluster, f *clusterconf.File, _ document) { f.SetConfigVersion(versions[c]) })
}
