package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondParameterPlace = &lint.Rule{
	ID:       "ifcfg-bond-parameter-place",
	Severity: lint.Warning,
	Doc: `A bonding parameter where it cannot be set

max_bonds and tx_queues belong to the module and are read when it loads: in BONDING_OPTS, ifup looks for a file of the
bond that does not exist. The other way round, active_slave, ad_actor_system and some more exist only for a bond that
is there, and the module ignores them.

Move max_bonds and tx_queues to an options line of modprobe.d, the others to BONDING_OPTS.

Source: Linux Ethernet Bonding Driver HOWTO, "2. Bonding Driver Options"; modinfo bonding on Linux 6.1.`,
	Ifcfg:    bondingOpts(checkParameterPlace),
	Modprobe: moduleOptions(checkParameterPlace),
}

func checkParameterPlace(p *lint.Pass, s bondSettings) {
	for i, o := range s.options {
		parameter, _ := ifcfg.LookupParameter(o.Name)
		switch {
		case parameter.ModuleOnly && !s.module:
			p.ReportFix(o.Range, s.withoutOption(i), "%s is a parameter of the module, not of %s", o.Name, s.name)
		case parameter.SysfsOnly && s.module:
			p.Report(o.Range, "%s is no parameter of the module: it is set in BONDING_OPTS", o.Name)
		}
	}
}
