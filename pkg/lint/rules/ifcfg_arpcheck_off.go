package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgArpcheckOff = &lint.Rule{
	ID:       "ifcfg-arpcheck-off",
	Severity: lint.Warning,
	Doc: `ifup is told not to look whether the address is taken

ifup asks by ARP whether another host has the address before it sets it. With ARPCHECK=no, two hosts with one address
go unnoticed.

Remove the line.

Source: initscripts' sysconfig.txt.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		device := f.Text("DEVICE")
		for n, d := range f.Directives {
			if d.Kind == ifcfg.Assignment && strings.TrimRight(d.Name.Text, "0123456789") == "ARPCHECK" && ifcfg.IsFalse(d.Value.Text) && !strings.HasPrefix(device, "lo") {
				p.ReportFix(d.Range(), &lint.Fix{Edits: []lint.Edit{withoutLine(f, n)}}, "%s=%s: another host with the address goes unnoticed", d.Name.Text, d.Value.Text)
			}
		}
	},
}
