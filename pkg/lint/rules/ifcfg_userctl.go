package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgUserctl = &lint.Rule{
	ID:       "ifcfg-userctl",
	Severity: lint.Warning,
	Doc: `Every user may take the interface down

With USERCTL=yes any user of the host may run ifdown on it.

Write USERCTL=no.

Source: initscripts' sysconfig.txt; usernetctl(8).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		i := interfaceOf(p, f)
		if ifcfg.IsTrue(i.UserCtl.Text) && i.Type.Text != "Wireless" && i.Type.Text != "Modem" {
			p.ReportFix(i.UserCtl.Range, lint.Replace(i.UserCtl.Range, "no"), "USERCTL=%s lets every user take %s down", i.UserCtl.Text, i.Device.Text)
		}
	},
}
