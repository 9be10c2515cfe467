package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondOnboot = &lint.Rule{
	ID:       "ifcfg-bond-onboot",
	Severity: lint.Warning,
	Doc: `A bond or slave that does not come up at boot

After a reboot the bond is missing, or has one link fewer, until somebody runs ifup.

Write ONBOOT=yes.

Source: initscripts' sysconfig.txt.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		i := interfaceOf(p, f)
		if ifcfg.IsFalse(i.OnBoot.Text) && (i.IsBond() || i.IsSlave() && !byNetworkManager(p, i)) {
			p.ReportFix(i.OnBoot.Range, lint.Replace(i.OnBoot.Range, "yes"), "ONBOOT=%s: %s is missing after a reboot", i.OnBoot.Text, i.Device.Text)
		}
	},
}
