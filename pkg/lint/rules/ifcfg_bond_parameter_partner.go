package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondParameterPartner = &lint.Rule{
	ID:       "ifcfg-bond-parameter-partner",
	Severity: lint.Warning,
	Doc: `A parameter that means nothing without another

arp_ip_target without arp_interval is never asked, primary_reselect without primary chooses among nothing: the driver
takes them without a word.

Set the other one as well, or leave this one out.

Source: Linux Ethernet Bonding Driver HOWTO, "2. Bonding Driver Options".`,
	Ifcfg:    bondingOpts(checkParameterPartner),
	Modprobe: moduleOptions(checkParameterPartner),
}

func checkParameterPartner(p *lint.Pass, s bondSettings) {
	for i, o := range s.options {
		switch o.Name {
		case "arp_interval", "arp_validate", "updelay", "downdelay": // rules of their own
			continue
		}
		parameter, _ := ifcfg.LookupParameter(o.Name)
		if parameter.Needs == "" || o.Value == parameter.Default {
			continue
		}
		if _, ok := s.inForce(parameter.Needs); !ok {
			p.ReportFix(o.Range, s.withoutOption(i), "%s=%s does nothing without %s", o.Name, o.Value, parameter.Needs)
		}
	}
}
