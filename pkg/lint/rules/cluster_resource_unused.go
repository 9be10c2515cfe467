package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterResourceUnused = &lint.Rule{
	ID:       "cluster-resource-unused",
	Severity: lint.Info,
	Doc: `A resource that no service uses

Nothing starts what only <resources> has: it is either a left-over or missing in a service.

Refer to it in a service, or take it out.

Source: rgmanager's documentation of resources.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		used := make(map[[2]string]bool)
		for _, s := range f.Services() {
			for r := range s.Resources() {
				used[[2]string{r.Kind, attrText(r.Ref)}] = true
			}
		}
		for _, r := range f.Resources() {
			if r.Key != nil && !used[[2]string{r.Kind, r.Key.Value.Text}] {
				p.Report(r.Key.Value.Range, "no service uses the %s %q", r.Kind, r.Key.Value.Text)
			}
		}
	},
}
