package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondARPNoTarget = &lint.Rule{
	ID:       "ifcfg-bond-arp-no-target",
	Severity: lint.Error,
	Doc: `ARP monitoring without an address to ask

Without arp_ip_target the driver has nobody to ask and sets arp_interval back to 0: the bond has no link monitoring.

Add arp_ip_target: two routers of the network, better than one.

Source: Linux Ethernet Bonding Driver HOWTO, "arp_ip_target"; seen on Linux 6.1.`,
	Ifcfg:    bondingOpts(checkARPNoTarget),
	Modprobe: moduleOptions(checkARPNoTarget),
}

func checkARPNoTarget(p *lint.Pass, s bondSettings) {
	arp, ok := s.inForce("arp_interval")
	if target, given := s.option("arp_ip_target"); ok && (!given || target.Value == "") {
		p.Report(arp.Range, "arp_interval=%s has no arp_ip_target to ask", arp.Value)
	}
}
