package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterAltnameDuplicate = &lint.Rule{
	ID:       "cluster-altname-duplicate",
	Severity: lint.Error,
	Doc: `A name of the second ring that is another node's

The second ring of the node would be at the address of the other one: the two answer for each other, and the ring is
faulty from the first message on.

Give each node a second name of its own, with an address on the second network in every hosts file.

Source: cman(5), "altname".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		owners := make(map[string]string)
		for _, n := range nodesOf(p, f) {
			owners[strings.ToLower(attrText(n.Name))] = attrText(n.Name)
		}
		for _, n := range nodesOf(p, f) {
			for _, a := range n.AltNames {
				name := a.Value("name")
				owner, taken := owners[strings.ToLower(name)]
				if taken && name != "" {
					p.Report(placeOf(a, "name"), "the second name %q of node %q is one of node %q", name, attrText(n.Name), owner)
					continue
				}
				owners[strings.ToLower(name)] = attrText(n.Name)
			}
		}
	},
}
