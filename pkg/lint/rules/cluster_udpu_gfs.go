package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterUdpuGfs = &lint.Rule{
	ID:       "cluster-udpu-gfs",
	Severity: lint.Warning,
	Doc: `GFS over unicast

With the transport udpu each message goes to each node by itself. That is enough for the cluster manager, and not for
the messages of a cluster file system's POSIX locks.

Leave the transport out where the network passes multicast on.

Source: Red Hat's Cluster Administration for RHEL 6, on UDP unicast.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		cman := f.Section("cman")
		if cman == nil || cman.Value("transport") != "udpu" {
			return
		}
		for e := range f.All() {
			if e.Name.Text == "clusterfs" && strings.HasPrefix(e.Value("fstype"), "gfs") {
				p.Report(placeOf(cman, "transport"), "the cluster has a %s, and each message goes to each node by itself", e.Value("fstype"))
				return
			}
		}
	},
}
