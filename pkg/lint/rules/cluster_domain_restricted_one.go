package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterDomainRestrictedOne = &lint.Rule{
	ID:       "cluster-domain-restricted-one",
	Severity: lint.Warning,
	Doc: `A service that can run on one node only

A restricted domain with one node: when the node fails, the service stays down.

Add a node to the domain, or take restricted out.

Source: rgmanager's documentation of failover domains.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, d := range f.FailoverDomains() {
			if attrYes(d.Element.Attr("restricted")) && len(d.Members) < 2 {
				p.Report(placeOf(d.Element, "restricted"), "the restricted domain %q has %d nodes", attrText(d.Name), len(d.Members))
			}
		}
	},
}
