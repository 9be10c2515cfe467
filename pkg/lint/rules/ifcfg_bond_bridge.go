package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondBridge = &lint.Rule{
	ID:       "ifcfg-bond-bridge",
	Severity: lint.Warning,
	Doc: `A bridge on a bond that rewrites addresses

balance-alb answers ARP with the address of a slave that it chooses, and balance-tlb sends with the addresses of its
slaves: behind a bridge, guests are answered under addresses that are not theirs.

Use active-backup or 802.3ad below a bridge.

Source: Red Hat Virtualization Administration Guide, "Bonding Modes" (0, 5 and 6 are not for bridges); Linux Ethernet
Bonding Driver HOWTO, "balance-alb".`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		b := bondOf(p, f)
		bridge := f.Lookup("BRIDGE")
		if b == nil || bridge == nil {
			return
		}
		if mode, ok := b.Mode(); ok && mode >= ifcfg.BalanceTLB {
			p.Report(bridge.Range(), "BRIDGE=%s on a bond in mode %s", bridge.Value.Text, mode)
		}
	},
}
