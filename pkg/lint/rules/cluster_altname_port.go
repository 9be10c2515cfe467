package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterAltnamePort = &lint.Rule{
	ID:       "cluster-altname-port",
	Severity: lint.Error,
	Doc: `A second ring on the ports of the first

Each ring uses its port and the one below it. Two rings on one group whose ports are equal or neighbours take each
other's packets, and cman refuses to start.

Give the second ring another group, or a port that is two away at least.

Source: cman-preconfig.c of cman 3; corosync.conf(5), mcastport.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		cman := f.Section("cman")
		port := attrNumberOr(cman, "port", 5405)
		group := ""
		if cman != nil && cman.First("multicast") != nil {
			m := cman.First("multicast")
			group, port = m.Value("addr"), attrNumberOr(m, "port", port)
		}
		if group == "" {
			group = clusterconf.MulticastAddress(clusterID(f), false).String()
		}
		for _, n := range nodesOf(p, f) {
			for _, a := range n.AltNames {
				other := attrNumberOr(a, "port", port)
				if a.Value("mcast") == group && other-port >= -1 && other-port <= 1 {
					p.Report(placeOf(a, "port"), "both rings of node %q use %s, on the ports %d and %d", attrText(n.Name), group, port, other)
				}
			}
		}
	},
}
