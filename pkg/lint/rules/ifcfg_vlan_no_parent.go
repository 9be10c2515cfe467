package rules

import (
	"regexp"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgVlanNoParent = &lint.Rule{
	ID:       "ifcfg-vlan-no-parent",
	Severity: lint.Error,
	Doc: `A VLAN on a bond or bridge that no file makes

A card is there without a file; a bond, a team and a bridge are made from theirs. ifup waits for the device that
carries the VLAN, does not find it, and the VLAN is not made.

Add the file of the device, or mend DEVICE or PHYSDEV.

Source: ifup of initscripts.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		all := interfacesOf(p, h)
		for _, d := range all.list {
			parent := d.parentName()
			if all.whole && saysVLAN(d.Interface) && !d.PhysDev.Expands && madeDevice.MatchString(parent) && all.byName[parent] == nil {
				p.Report(d.place(), "%s is a VLAN on %s, which no file of the host makes", d.name, parent)
			}
		}
	},
}

// madeDevice is the name of a device that is there only where a file makes it.
var madeDevice = regexp.MustCompile(`^(bond|br|team)[0-9]+$`)
