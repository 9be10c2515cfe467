package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondMiimonOnly = &lint.Rule{
	ID:       "ifcfg-bond-miimon-only",
	Severity: lint.Info,
	Doc: `The bond sees no further than its own cables

miimon asks the card whether there is a link. A switch that lost its way to the rest of the network still gives one,
and active-backup stays with it.

Where that matters, use arp_interval=1000 and arp_ip_target with two routers in its place.

Source: Linux Ethernet Bonding Driver HOWTO, "7. Link Monitoring" and "11.2 High Availability in a Multiple Switch
Topology".`,
	Ifcfg:    bondingOpts(checkMiimonOnly),
	Modprobe: moduleOptions(checkMiimonOnly),
}

func checkMiimonOnly(p *lint.Pass, s bondSettings) {
	miimon, ok := s.inForce("miimon")
	if mode, known := s.mode(); ok && known && mode == ifcfg.ActiveBackup {
		p.Report(miimon.Range, "miimon=%s sees the link to the switch, not what is behind it", miimon.Value)
	}
}
