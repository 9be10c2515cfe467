package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var modprobeBondOptionsSecond = &lint.Rule{
	ID:       "modprobe-bond-options-second",
	Severity: lint.Warning,
	Doc: `Options for a second bond that the module never sees

The module loads once, with the options of the alias that asked first. Those of the other aliases are not read any
more: the second bond has the parameters of the first.

Write the parameters of each bond to its BONDING_OPTS.

Source: Linux Ethernet Bonding Driver HOWTO, "3.3.1 Configuring Multiple Bonds Manually".`,
	Modprobe: func(p *lint.Pass, f *ifcfg.ModprobeFile) {
		var first string
		renamed := make(map[string]bool) // loaded as a module of its own
		for d := range f.All() {
			if d.Name.Text == "install" && strings.Contains(d.Arg(1), "-o") {
				renamed[d.Arg(0)] = true
			}
		}
		for _, s := range moduleSettings(p, f) {
			switch {
			case ifcfg.ModuleName(s.name) == "bonding" || renamed[s.name]:
			case first == "":
				first = s.name
			default:
				p.Report(s.place, "the module is loaded with the options of %s or of %s, not with both", first, s.name)
			}
		}
	},
}
