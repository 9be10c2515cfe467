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

Add a node to the domain, or take restricted out. A set of such domains with one for each node is left alone: it pins
one service of a kind to every node.

Source: rgmanager's documentation of failover domains.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if everyNodeHasItsDomain(p, f) {
			return
		}
		for _, d := range f.FailoverDomains() {
			if attrYes(d.Element.Attr("restricted")) && len(d.Members) < 2 {
				p.Report(placeOf(d.Element, "restricted"), "the restricted domain %q has %d nodes", attrText(d.Name), len(d.Members))
			}
		}
	},
}

// everyNodeHasItsDomain tells whether each node is the one member of a restricted domain.
func everyNodeHasItsDomain(p *lint.Pass, f *clusterconf.File) bool {
	pinned := make(map[string]bool)
	for _, d := range f.FailoverDomains() {
		if attrYes(d.Element.Attr("restricted")) && len(d.Members) == 1 {
			pinned[d.Members[0].Value("name")] = true
		}
	}
	for _, n := range nodesOf(p, f) {
		if !pinned[attrText(n.Name)] {
			return false
		}
	}
	return len(pinned) > 1
}
