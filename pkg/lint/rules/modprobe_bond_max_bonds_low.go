package rules

import (
	"strconv"

	"github.com/everlinux/hagen/pkg/lint"
)

var modprobeBondMaxBondsLow = &lint.Rule{
	ID:       "modprobe-bond-max-bonds-low",
	Severity: lint.Warning,
	Doc: `max_bonds is lower than the number of bonds

The module makes as many bonds as max_bonds says when it loads, bond0 first. An alias for another one loads nothing
any more, and the bond does not exist unless ifup makes it.

Give each bond BONDING_OPTS in its own file, by which ifup makes it, and leave max_bonds out.

Source: Linux Ethernet Bonding Driver HOWTO, "max_bonds".`,
	Host: checkMaxBonds,
}

func checkMaxBonds(p *lint.Pass, h *lint.Host) {
	for _, d := range interfacesOf(p, h).bonds() {
		if d.BondingOpts.Text != "" { // made by ifup
			return
		}
	}
	for _, f := range h.Modprobe {
		names := make(map[string]bool)
		for _, a := range f.Aliases("bonding") {
			if isBondName(a.Name.Text) {
				names[a.Name.Text] = true
			}
		}
		for _, s := range moduleSettings(p, f) {
			o, _ := s.option("max_bonds")
			if max, err := strconv.Atoi(o.Value); err == nil && max > 0 && max < len(names) {
				p.Report(o.Range, "max_bonds=%d, and there are aliases for %d bonds", max, len(names))
			}
		}
	}
}
