package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondSlaveCount = &lint.Rule{
	ID:       "ifcfg-bond-slave-count",
	Severity: lint.Warning,
	Doc: `A bond without a second slave

A bond of one card survives nothing that the card alone does not, and one without a slave carries nothing.

Give it two cards, each with MASTER= and SLAVE=yes in its file.

Source: Linux Ethernet Bonding Driver HOWTO, "11. Configuring Bonding for High Availability"; ifup-eth of initscripts
finds the slaves by their MASTER= lines.`,
	Host: checkSlaveCount,
}

func checkSlaveCount(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	if !all.whole {
		return
	}
	for _, f := range h.Ifcfg {
		if f.Lookup("MASTER_UUID") != nil { // a slave that names its bond otherwise
			return
		}
	}
	for _, d := range all.bonds() {
		slaves := slices.Clone(all.byMaster[d.name])
		for _, key := range []string{"NAME", "UUID"} {
			if other := d.file.Text(key); other != "" && other != d.name {
				slaves = append(slaves, all.byMaster[other]...)
			}
		}
		switch len(slaves) {
		case 0:
			p.Report(d.place(), "no interface is a slave of %s", d.name)
		case 1:
			p.Report(d.place(), "%s is the only slave of %s", slaves[0].name, d.name)
		}
	}
}
