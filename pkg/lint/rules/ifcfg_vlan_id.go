package rules

import (
	"strconv"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgVlanID = &lint.Rule{
	ID:       "ifcfg-vlan-id",
	Severity: lint.Error,
	Doc: `A VLAN without a number that can be

The tag of a frame has twelve bits, and 4095 is reserved: ip(8) refuses more than 4094. Where VLAN_ID and the name of
the device have different numbers, the network scripts go by the name and NetworkManager by VLAN_ID.

Give the device the number of its VLAN in both places.

Source: IEEE 802.1Q, 9.6; ip-link(8); ifup of initscripts; nm-settings-ifcfg-rh(5).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		i := interfaceOf(p, f)
		if !saysVLAN(i) || i.Device.Expands || i.VLANID.Expands || lint.IsKeptCopy(f.Name) {
			return
		}
		named, inName := nameVLAN(i.Device.Text)
		given, err := strconv.Atoi(i.VLANID.Text)
		switch {
		case i.VLANID.Text != "" && (err != nil || given < 0 || given > 4094):
			p.Report(i.VLANID.Range, "VLAN_ID=%s is no number from 0 to 4094", i.VLANID.Text)
		case i.VLANID.Text != "" && inName && named != given:
			p.Report(i.VLANID.Range, "VLAN_ID=%d in the file of %s", given, i.Device.Text)
		case i.VLANID.Text == "" && inName && named > 4094:
			p.Report(i.Device.Range, "%s would be the VLAN %d", i.Device.Text, named)
		}
	},
}
