package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondModeUnknown = &lint.Rule{
	ID:       "ifcfg-bond-mode-unknown",
	Severity: lint.Error,
	Doc: `A mode that the bonding driver does not have

The module refuses to load with such a mode, and a bond that exists keeps the driver's default, balance-rr. The modes
are balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb and balance-alb, or their numbers from 0
to 6.

Write one of these.

Source: Linux Ethernet Bonding Driver HOWTO, "mode"; seen on Linux 6.1 ("Invalid bonding mode").`,
	Ifcfg:    bondingOpts(checkBondMode),
	Modprobe: moduleOptions(checkBondMode),
}

// checkBondMode knows a mode that only lacks its hyphens or has capital letters.
func checkBondMode(p *lint.Pass, s bondSettings) {
	o, given := s.option("mode")
	if _, ok := s.mode(); ok || !given {
		return
	}
	var fix *lint.Fix
	for m := ifcfg.BalanceRR; m <= ifcfg.BalanceALB; m++ {
		if plainMode(m.String()) == plainMode(o.Value) {
			fix = lint.Replace(o.ValueRange, m.String())
		}
	}
	p.ReportFix(o.Range, fix, "the bonding driver has no mode %q", o.Value)
}

func plainMode(text string) string {
	return strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(text))
}
