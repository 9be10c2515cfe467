package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterDomainUndefined = &lint.Rule{
	ID:       "cluster-domain-undefined",
	Severity: lint.Error,
	Doc: `A service in a failover domain that does not exist

rgmanager knows no domain of that name: the service does not run where it was meant to.

Name one of the <failoverdomain> elements.

Source: rgmanager's documentation of failover domains.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := make(map[string]bool)
		for _, d := range f.FailoverDomains() {
			defined[attrText(d.Name)] = true
		}
		for _, s := range f.Services() {
			if d := attrText(s.Domain); d != "" && !defined[d] {
				p.Report(s.Domain.Value.Range, "no failover domain is called %q", d)
			}
		}
	},
}
