package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondPrimaryNotSlave = &lint.Rule{
	ID:       "ifcfg-bond-primary-not-slave",
	Severity: lint.Error,
	Doc: `A primary that is no slave of the bond

The driver refuses a primary that it does not have, and the bond goes without: after a failover it does not return to
the link that was meant.

Name a slave of the bond.

Source: Linux Ethernet Bonding Driver HOWTO, "primary".`,
	Host: checkPrimary,
}

func checkPrimary(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	if !all.whole {
		return
	}
	for _, d := range all.bonds() {
		primary, ok := d.settings().inForce("primary")
		slaves := all.byMaster[d.name]
		if !ok || len(slaves) == 0 || d.BondingOpts.Expands {
			continue
		}
		var names []string
		for _, slave := range slaves {
			names = append(names, slave.name)
		}
		if !slices.Contains(names, primary.Value) {
			p.Report(primary.Range, "%s is no slave of %s, which has %s", primary.Value, d.name, strings.Join(names, ", "))
		}
	}
}
