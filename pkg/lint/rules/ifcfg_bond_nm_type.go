package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var ifcfgBondNMType = &lint.Rule{
	ID:       "ifcfg-bond-nm-type",
	Severity: lint.Warning,
	Doc: `A bond that NetworkManager does not recognize

NetworkManager tells a bond by TYPE=Bond, capital letter included, together with BONDING_MASTER=yes. Without them it
takes the file for one of a card that does not exist.

Write both lines.

Source: nm-settings-ifcfg-rh(5); RHEL 7 Networking Guide, "Create a Channel Bonding Interface".`,
	Ifcfg: checkBondNMType,
}

func checkBondNMType(p *lint.Pass, f *ifcfg.File) {
	b := bondOf(p, f)
	device := f.Lookup("DEVICE")
	if b == nil || device == nil || b.IsSlave() || ifcfg.IsFalse(b.NMControlled.Text) || b.VLAN.Text != "" {
		return
	}
	typ := b.Type.Text
	at := device.Range()
	at.Start = at.End
	switch {
	case typ != "Bond" && strings.EqualFold(typ, "bond"):
		p.ReportFix(b.Type.Range, lint.Replace(b.Type.Range, "Bond"), "TYPE=%s is not the \"Bond\" that NetworkManager compares with", typ)
	case p.Platform == nil || !p.Platform.Has(topology.IfcfgNM):
	case typ == "":
		p.ReportFix(device.Range(), lint.Replace(at, "\nTYPE=Bond"), "%s has no TYPE=Bond", b.Device.Text)
	case typ == "Bond" && !ifcfg.IsTrue(b.BondMaster.Text):
		p.ReportFix(device.Range(), lint.Replace(at, "\nBONDING_MASTER=yes"), "%s has no BONDING_MASTER=yes", b.Device.Text)
	}
}
