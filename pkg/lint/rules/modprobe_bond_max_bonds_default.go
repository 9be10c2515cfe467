package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var modprobeBondMaxBondsDefault = &lint.Rule{
	ID:       "modprobe-bond-max-bonds-default",
	Severity: lint.Info,
	Doc: `max_bonds=1

One bond is what the module makes without it.

Leave it out.

Source: Linux Ethernet Bonding Driver HOWTO, "max_bonds".`,
	Modprobe: moduleOptions(func(p *lint.Pass, s bondSettings) {
		for i, o := range s.options {
			if o.Name == "max_bonds" && o.Value == "1" {
				p.ReportFix(o.Range, s.withoutOption(i), "max_bonds=1 is the default")
			}
		}
	}),
}
