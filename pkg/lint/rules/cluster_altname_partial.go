package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterAltnamePartial = &lint.Rule{
	ID:       "cluster-altname-partial",
	Severity: lint.Error,
	Doc: `A second ring that not every node is in

With an altname cman starts a second ring, which has to have all nodes in it: one without an altname has no address
there.

Give every node an <altname>, or none.

Source: cman(5), "altname"; corosync.conf(5), rrp_mode.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		nodes := nodesOf(p, f)
		with := 0
		for _, n := range nodes {
			if len(n.AltNames) > 0 {
				with++
			}
		}
		for _, n := range nodes {
			if with > 0 && len(n.AltNames) == 0 {
				p.Report(placeOf(n.Element, "name"), "node %q has no altname; %d of %d nodes have one", attrText(n.Name), with, len(nodes))
			}
		}
	},
}
