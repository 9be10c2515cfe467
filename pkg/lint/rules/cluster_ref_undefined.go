package rules

import (
	"strings"

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
		addresses := make(map[string]string) // of ip resources, by what stands before the prefix
		for _, r := range f.Resources() {
			defined[[2]string{r.Kind, attrText(r.Key)}] = true
			if r.Kind == "ip" {
				address, _, _ := strings.Cut(attrText(r.Key), "/")
				addresses[address] = attrText(r.Key)
			}
		}
		for _, s := range f.Services() {
			for r := range s.Resources() {
				if r.Ref != nil && !defined[[2]string{r.Kind, r.Ref.Value.Text}] {
					var fix *lint.Fix
					if address, _, _ := strings.Cut(r.Ref.Value.Text, "/"); r.Kind == "ip" && addresses[address] != "" {
						fix = setAttribute(r.Element, "ref", addresses[address])
					}
					p.ReportFix(r.Ref.Value.Range, fix, "no %s among the resources is called %q", r.Kind, r.Ref.Value.Text)
				}
			}
		}
	},
}
