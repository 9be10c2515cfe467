package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterDomainNodeUndefined = &lint.Rule{
	ID:       "cluster-domain-node-undefined",
	Severity: lint.Error,
	Doc: `A failover domain with a node that the cluster does not have

The domain has fewer nodes than it was made for, or none: no host joins under a name that the cluster does not have.

Write the name as the <clusternode> has it.

Source: rgmanager's documentation of failover domains.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		nodes := nodeNames(f)
		for _, d := range f.FailoverDomains() {
			for _, m := range d.Members {
				if name := m.Value("name"); len(nodes) > 0 && name != "" && !nodes[name] {
					p.Report(placeOf(m, "name"), "the cluster has no node %q", name)
				}
			}
		}
	},
}
