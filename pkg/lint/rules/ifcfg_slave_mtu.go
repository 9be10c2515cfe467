package rules

import (
	"cmp"
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgSlaveMTU = &lint.Rule{
	ID:       "ifcfg-slave-mtu",
	Severity: lint.Warning,
	Doc: `A slave with another MTU than its bond

The driver gives its slaves the MTU of the bond when it takes them: what a slave file says is not what is in force,
and one reader of the two files is misled.

Set the MTU of the bond, and none or the same on its slaves.

Source: Linux Ethernet Bonding Driver HOWTO; bond_enslave of the driver sets the MTU of a slave to that of the bond.`,
	Host: checkSlaveMTU,
}

func checkSlaveMTU(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	for _, d := range all.list {
		bond := all.byName[d.Master.Text]
		if !d.IsSlave() || bond == nil || d.MTU.Text == "" || d.MTU.Expands || bond.MTU.Expands {
			continue
		}
		if mtu := cmp.Or(bond.MTU.Text, "1500"); d.MTU.Text != mtu {
			line := withoutLine(d.file, slices.Index(d.file.Directives, d.file.Lookup("MTU")))
			p.ReportFix(d.MTU.Range, &lint.Fix{Edits: []lint.Edit{line}}, "MTU=%s on a slave of %s, whose MTU is %s", d.MTU.Text, bond.name, mtu)
		}
	}
}
