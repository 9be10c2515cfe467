package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondHWAddr = &lint.Rule{
	ID:       "ifcfg-bond-hwaddr",
	Severity: lint.Warning,
	Doc: `HWADDR on a bond

A bond has no card: it takes the address of its first slave, and another after a change of cables. HWADDR compares it,
and ifup leaves the bond down where it differs.

Put HWADDR in the files of the slaves, and MACADDR in that of the bond if it needs a fixed address.

Source: ifup-eth of initscripts; Linux Ethernet Bonding Driver HOWTO, "15. Frequently Asked Questions" and
"fail_over_mac".`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		b := bondOf(p, f)
		if d := f.Lookup("HWADDR"); b != nil && d != nil && d.Value.Text != "" && !b.IsSlave() {
			p.ReportFix(d.Range(), &lint.Fix{Edits: []lint.Edit{withoutLine(f, slices.Index(f.Directives, d))}}, "HWADDR=%s on %s, which has no card of its own", d.Value.Text, b.Device.Text)
		}
	},
}
