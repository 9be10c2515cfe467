package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterDomainDuplicate = &lint.Rule{
	ID:       "cluster-domain-duplicate",
	Severity: lint.Error,
	Doc: `A failover domain, or a node in one, that is there twice

rgmanager stops reading at the second: of a domain with a node twice it knows no node from there on, and after a second
domain of one name no other domain, so that their services run on any node. It compares the names without regard to
capitals.

Take the second one out, or give it the name that was meant.

Source: fo_domain.c of rgmanager ("Domain … defined multiple times").`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		domains := make(map[string]bool)
		for _, d := range f.FailoverDomains() {
			if name := strings.ToLower(attrText(d.Name)); domains[name] && name != "" {
				p.Report(d.Name.Value.Range, "the domain %q is there twice: rgmanager reads neither this one nor those after it", attrText(d.Name))
			} else {
				domains[name] = true
			}
			members := make(map[string]string) // their priorities
			for _, m := range d.Members {
				name := strings.ToLower(m.Value("name"))
				before, twice := members[name]
				if twice && name != "" {
					var fix *lint.Fix
					if before == m.Value("priority") {
						fix = removeElement(m)
					}
					p.ReportFix(placeOf(m, "name"), fix, "node %q is in the domain %q twice: rgmanager reads no node of it from here on", m.Value("name"), attrText(d.Name))
				}
				members[name] = m.Value("priority")
			}
		}
	},
}
