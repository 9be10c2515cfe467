package rules

import (
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondInfiniband = &lint.Rule{
	ID:       "ifcfg-bond-infiniband",
	Severity: lint.Error,
	Doc: `InfiniBand in a bond of another mode than active-backup

The address of an IP over InfiniBand device cannot be changed, and only active-backup goes without: in every other
mode the driver refuses the slave.

Write mode=active-backup; on older kernels also fail_over_mac=active.

Source: Linux Ethernet Bonding Driver HOWTO, "fail_over_mac"; bond_enslave of the driver ("does not support setting
the MAC address").`,
	Host: checkInfiniBand,
}

func checkInfiniBand(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	for _, d := range all.list {
		bond := all.byName[d.Master.Text]
		if !d.IsSlave() || bond == nil || !strings.EqualFold(d.Type.Text, "infiniband") && !infiniBand.MatchString(d.name) {
			continue
		}
		if mode, ok := bond.settings().mode(); ok && mode != ifcfg.ActiveBackup {
			p.Report(d.Master.Range, "%s is InfiniBand, and %s is in mode %s", d.name, bond.name, mode)
		}
	}
}

var infiniBand = regexp.MustCompile(`^ib[0-9]+$`)
