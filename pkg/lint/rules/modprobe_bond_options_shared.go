package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var modprobeBondOptionsShared = &lint.Rule{
	ID:       "modprobe-bond-options-shared",
	Severity: lint.Warning,
	Doc: `One options line for several bonds

The parameters of the module count for all of its bonds: none of them can have another mode or another monitor.

Write the parameters of each bond to its BONDING_OPTS.

Source: Linux Ethernet Bonding Driver HOWTO, "3.3.1 Configuring Multiple Bonds Manually".`,
	Modprobe: func(p *lint.Pass, f *ifcfg.ModprobeFile) {
		bonds := make(map[string]bool)
		for _, a := range f.Aliases("bonding") {
			bonds[a.Name.Text] = true
		}
		for _, s := range moduleSettings(p, f) {
			if _, ok := s.option("mode"); ok && ifcfg.ModuleName(s.name) == "bonding" && len(bonds) > 1 {
				p.Report(s.place, "these options count for all %d bonds: %s", len(bonds), strings.Join(slices.Sorted(maps.Keys(bonds)), ", "))
			}
		}
	},
}
