package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterTwoNodeFenceRace = &lint.Rule{
	ID:       "cluster-two-node-fence-race",
	Severity: lint.Warning,
	Doc: `Two nodes that fence each other at once

When the link between them fails, both nodes still have their quorum and both fence the other. With a switch for each,
both may go down; which one stays is chance.

Give the device of the node that shall stay a delay, such as delay="5".

Source: Red Hat's Cluster Administration for RHEL 6; the agents' parameter "delay".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if r, ok := clusterRelease(p.Platform); !ok || r != clusterconf.CMAN3 || !isTwoNode(f) || f.Section("quorumd") != nil {
			return
		}
		uses := fenceUses(p, f)
		for _, u := range uses {
			agent := clusterconf.LookupAgent(u.Agent)
			if agent == nil || u.Params["delay"] != "" || agent.Parameter("delay") == nil {
				return
			}
		}
		if len(uses) > 1 {
			p.Report(placeOf(uses[0].Device.Element, "name"), "no device has a delay: when the link between the nodes fails, both fence the other")
		}
	},
}
