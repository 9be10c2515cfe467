package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBootprotoStatic = &lint.Rule{
	ID:       "ifcfg-bootproto-static",
	Severity: lint.Info,
	Doc: `BOOTPROTO=static

It is not a documented word: whatever is neither dhcp nor bootp means the same, and the documented word for it is
none.

Write none.

Source: initscripts' sysconfig.txt.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		if i := interfaceOf(p, f); i.BootProto.Text == "static" {
			p.ReportFix(i.BootProto.Range, lint.Replace(i.BootProto.Range, "none"), "BOOTPROTO=static means the same as none")
		}
	},
}
