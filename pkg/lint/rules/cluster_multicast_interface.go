package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastInterface = &lint.Rule{
	ID:       "cluster-multicast-interface",
	Severity: lint.Warning,
	Doc: `An interface for multicast that cman does not read

cman of RHEL 4 read the interface from here. Since RHEL 5 cman talks on the interface that owns the address to which
the name of its node resolves, whatever this attribute says; RHEL 6 refuses the file for it.

Take the attribute out, and see to it that each node's name resolves to its address on the heartbeat network in the
hosts file of every node.

Source: join_ccs.c of RHEL 4, cmanccs.c of cman 2, cluster.rng of cman 3.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, m := range f.Multicasts() {
			if m.Interface != nil && parentName(m.Element) == "cman" {
				p.ReportFix(m.Interface.Name.Range, removeAttribute(m.Element, m.Interface),
					"interface=%q has no effect: cman uses the interface that owns the address of its node's name", m.Interface.Value.Text)
			}
		}
	},
}
