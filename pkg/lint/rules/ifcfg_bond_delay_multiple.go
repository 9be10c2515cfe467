package rules

import (
	"strconv"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondDelayMultiple = &lint.Rule{
	ID:       "ifcfg-bond-delay-multiple",
	Severity: lint.Warning,
	Doc: `updelay or downdelay that is no multiple of miimon

The driver counts delays in rounds of miimon and rounds down: another delay than the one that is written is in force,
down to none.

Write a multiple of miimon.

Source: Linux Ethernet Bonding Driver HOWTO, "updelay" and "downdelay"; seen on Linux 6.1 ("will be rounded to 100
ms").`,
	Ifcfg:    bondingOpts(checkDelayMultiple),
	Modprobe: moduleOptions(checkDelayMultiple),
}

func checkDelayMultiple(p *lint.Pass, s bondSettings) {
	miimon, _ := s.option("miimon")
	step, err := strconv.Atoi(miimon.Value)
	if err != nil || step <= 0 {
		return
	}
	for _, name := range []string{"updelay", "downdelay"} {
		o, _ := s.option(name)
		if delay, err := strconv.Atoi(o.Value); err == nil && delay > 0 && delay%step != 0 {
			rounded := delay - delay%step
			p.ReportFix(o.Range, lint.Replace(o.ValueRange, strconv.Itoa(rounded)), "%s=%d is no multiple of miimon=%d: %d ms are in force", name, delay, step, rounded)
		}
	}
}
