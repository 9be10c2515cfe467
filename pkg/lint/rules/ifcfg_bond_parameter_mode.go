package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondParameterMode = &lint.Rule{
	ID:       "ifcfg-bond-parameter-mode",
	Severity: lint.Warning,
	Doc: `A parameter that means nothing in the mode of the bond

primary counts in active-backup, balance-tlb and balance-alb only, lacp_rate in 802.3ad, fail_over_mac in active-
backup, xmit_hash_policy in the modes that hash. Elsewhere the driver refuses the parameter or takes it without a
word: what it was to bring about does not happen.

Remove it, or choose the mode that it belongs to.

Source: Linux Ethernet Bonding Driver HOWTO, "2. Bonding Driver Options"; each parameter in each mode tried on Linux
6.1.`,
	Ifcfg:    bondingOpts(checkParameterMode),
	Modprobe: moduleOptions(checkParameterMode),
}

func checkParameterMode(p *lint.Pass, s bondSettings) {
	mode, ok := s.mode()
	if !ok {
		return
	}
	for i, o := range s.options {
		parameter, known := ifcfg.LookupParameter(o.Name)
		if !known || o.Name == "arp_interval" || o.Value == parameter.Default {
			continue
		}
		if modes := parameter.ModesIn(kernelOf(p)); !modes.Has(mode) {
			p.ReportFix(o.Range, s.withoutOption(i), "%s counts in %s, and the mode is %s", o.Name, modes, mode)
		}
	}
}
