package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastInNode = &lint.Rule{
	ID:       "cluster-multicast-in-node",
	Severity: lint.Warning,
	Doc: `A multicast group within a node, which cman does not read

cman of RHEL 4 read the group and the interface of each node from here. Since RHEL 5 only the one in <cman> counts;
RHEL 6 refuses the file for it.

Take the element out, and give the group in <cman> where it is not the one that cman works out.

Source: join_ccs.c of RHEL 4, cmanccs.c of cman 2, cluster.rng of cman 3.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, m := range f.Multicasts() {
			if parentName(m.Element) == "clusternode" {
				p.ReportFix(m.Element.Range, removeElement(m.Element),
					"the group %s of node %q has no effect: cman reads the one in <cman>", attrText(m.Addr), m.Element.Parent.Value("name"))
			}
		}
	},
}
