package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterDomainUnordered = &lint.Rule{
	ID:       "cluster-domain-unordered",
	Severity: lint.Info,
	Doc: `Priorities in a failover domain that has no order

Without ordered="1" rgmanager does not look at them.

Write ordered="1", or take the priorities out.

Source: rgmanager's documentation of failover domains.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, d := range f.FailoverDomains() {
			if attrYes(d.Element.Attr("ordered")) {
				continue
			}
			different := make(map[string]bool)
			for _, m := range d.Members {
				different[m.Value("priority")] = true
			}
			if len(different) > 1 {
				p.Report(placeOf(d.Element, "name"), "the domain %q is not ordered, and its nodes have different priorities", attrText(d.Name))
			}
		}
	},
}
