package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondModeNumber = &lint.Rule{
	ID:       "ifcfg-bond-mode-number",
	Severity: lint.Info,
	Doc: `A bonding mode by its number

mode=0 and mode=1 look alike and do opposite things: the first spreads packets over all slaves, the second uses one at
a time.

Write the name.

Source: Linux Ethernet Bonding Driver HOWTO, "mode".`,
	Ifcfg:    bondingOpts(checkModeNumber),
	Modprobe: moduleOptions(checkModeNumber),
}

func checkModeNumber(p *lint.Pass, s bondSettings) {
	o, _ := s.option("mode")
	if m, ok := s.mode(); ok && m.String() != o.Value {
		p.ReportFix(o.Range, lint.Replace(o.ValueRange, m.String()), "mode %s is %s", o.Value, m)
	}
}
