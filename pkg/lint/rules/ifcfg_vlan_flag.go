package rules

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgVlanFlag = &lint.Rule{
	ID:       "ifcfg-vlan-flag",
	Severity: lint.Error,
	Doc: `A VLAN by its name alone

ifup makes a VLAN of a device that says VLAN=yes, and NetworkManager of one that says that or TYPE=Vlan. With neither the
device is looked for as if it were a card, and is not there.

Add VLAN=yes.

Source: ifup of initscripts; nm-settings-ifcfg-rh(5).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		i := interfaceOf(p, f)
		d := f.Lookup("DEVICE")
		if d == nil || i.Device.Expands || i.VLAN.Expands || !isTaggedName(i.Device.Text) || saysVLAN(i) || otherScript(f) || lint.IsKeptCopy(f.Name) {
			return
		}
		end := hcl.Range{Filename: f.Name, Start: d.Range().End, End: d.Range().End}
		fix := lint.Replace(end, "\nVLAN=yes")
		if v := f.Lookup("VLAN"); v != nil {
			fix = lint.Replace(v.Value.Range, "yes")
		}
		p.ReportFix(d.Range(), fix, "nothing says that %s is a VLAN", i.Device.Text)
	},
}
