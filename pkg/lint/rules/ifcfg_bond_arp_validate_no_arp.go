package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondARPValidateNoARP = &lint.Rule{
	ID:       "ifcfg-bond-arp-validate-no-arp",
	Severity: lint.Error,
	Doc: `arp_validate without ARP monitoring

There are no ARP answers to validate. As a module parameter it keeps the whole module from loading, and with it every
bond.

Set arp_interval and arp_ip_target, or leave arp_validate out.

Source: Linux Ethernet Bonding Driver HOWTO, "arp_validate"; seen on Linux 6.1 ("arp_validate requires arp_interval").`,
	Ifcfg:    bondingOpts(checkARPValidate),
	Modprobe: moduleOptions(checkARPValidate),
}

func checkARPValidate(p *lint.Pass, s bondSettings) {
	if _, ok := s.inForce("arp_interval"); ok {
		return
	}
	for i, o := range s.options {
		if o.Name == "arp_validate" && o.Value != "none" && o.Value != "0" {
			p.ReportFix(o.Range, s.withoutOption(i), "arp_validate=%s needs an arp_interval", o.Value)
		}
	}
}
