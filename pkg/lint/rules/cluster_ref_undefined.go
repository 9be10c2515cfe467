package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterRefUndefined = &lint.Rule{
	ID:       "cluster-ref-undefined",
	Severity: lint.Error,
	Doc: `A reference to a resource that does not exist

rgmanager finds nothing of that type and name among the <resources>: the service lacks what it was to have.

Write the name as the resource has it: an ip is known by its address, with the prefix length if it has one there.

Source: rgmanager's documentation of resources.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := make(map[[2]string]bool)
		for _, r := range f.Resources() {
			defined[[2]string{r.Kind, attrText(r.Key)}] = true
		}
		for _, s := range f.Services() {
			for r := range s.Resources() {
				if r.Ref != nil && !defined[[2]string{r.Kind, r.Ref.Value.Text}] {
					p.Report(r.Ref.Value.Range, "no %s among the resources is called %q", r.Kind, r.Ref.Value.Text)
				}
			}
		}
	},
}
