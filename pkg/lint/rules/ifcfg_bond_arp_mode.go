package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondARPMode = &lint.Rule{
	ID:       "ifcfg-bond-arp-mode",
	Severity: lint.Error,
	Doc: `ARP monitoring in a mode that cannot have it

In the modes 802.3ad, balance-tlb and balance-alb the driver refuses arp_interval, or switches it off: without miimon
the bond has no link monitoring at all on older kernels.

Use miimon.

Source: Linux Ethernet Bonding Driver HOWTO, "arp_interval"; seen on Linux 6.1 ("ARP monitoring cannot be used").`,
	Ifcfg:    bondingOpts(checkARPMode),
	Modprobe: moduleOptions(checkARPMode),
}

func checkARPMode(p *lint.Pass, s bondSettings) {
	arp, ok := s.inForce("arp_interval")
	if mode, known := s.mode(); ok && known && mode >= ifcfg.LACP {
		p.Report(arp.Range, "mode %s has no ARP monitoring: arp_interval=%s is refused", mode, arp.Value)
	}
}
