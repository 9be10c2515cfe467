package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondTwoMonitors = &lint.Rule{
	ID:       "ifcfg-bond-two-monitors",
	Severity: lint.Error,
	Doc: `miimon together with arp_interval

The two ways of link monitoring exclude each other: the driver keeps one and switches the other off, which one depends
on the order in which they are set. Who relies on the ARP targets does not know that nothing asks them.

Leave one of them out: arp_interval sees further than the cable, miimon reacts faster.

Source: Linux Ethernet Bonding Driver HOWTO, "arp_interval"; seen on Linux 6.1.`,
	Ifcfg:    bondingOpts(checkTwoMonitors),
	Modprobe: moduleOptions(checkTwoMonitors),
}

func checkTwoMonitors(p *lint.Pass, s bondSettings) {
	miimon, mii := s.inForce("miimon")
	arp, ok := s.inForce("arp_interval")
	if mii && ok {
		p.Report(arp.Range, "miimon=%s and arp_interval=%s exclude each other: the driver switches one of them off", miimon.Value, arp.Value)
	}
}
