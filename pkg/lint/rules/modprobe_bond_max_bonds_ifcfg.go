package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var modprobeBondMaxBondsIfcfg = &lint.Rule{
	ID:       "modprobe-bond-max-bonds-ifcfg",
	Severity: lint.Warning,
	Doc: `max_bonds beside BONDING_OPTS

ifup makes the bonds that have BONDING_OPTS. max_bonds makes others, by number: a bond that nobody asked for, or one
that exists already with the wrong parameters when ifup comes.

Leave max_bonds out, or write max_bonds=0: the module then makes none by itself.

Source: Networking Guide of Fedora 20 and RHEL 7, "Create a Channel Bonding Interface" (max_bonds "should not be set when
using ifcfg-bondN files with the BONDING_OPTS directive").`,
	Host: checkMaxBondsIfcfg,
}

func checkMaxBondsIfcfg(p *lint.Pass, h *lint.Host) {
	name := ""
	for _, d := range interfacesOf(p, h).bonds() {
		if d.BondingOpts.Text != "" {
			name = d.name
		}
	}
	if name == "" {
		return
	}
	for _, f := range h.Modprobe {
		for _, s := range moduleSettings(p, f) {
			for i, o := range s.options {
				if o.Name == "max_bonds" && o.Value != "0" && o.Value != "1" {
					fix := s.withoutOption(i)
					if fix == nil { // the only one of its line
						fix = lint.Replace(o.ValueRange, "0")
					}
					p.ReportFix(o.Range, fix, "max_bonds=%s, and ifup makes %s by its BONDING_OPTS", o.Value, name)
				}
			}
		}
	}
}
