package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondARPTarget = &lint.Rule{
	ID:       "ifcfg-bond-arp-target",
	Severity: lint.Error,
	Doc: `An arp_ip_target that the driver cannot ask

The driver takes at most 16 IPv4 addresses, separated by commas. One that it cannot read switches ARP monitoring off.

Write addresses, not names; ARP knows nothing of IPv6.

Source: Linux Ethernet Bonding Driver HOWTO, "arp_ip_target"; seen on Linux 6.1.`,
	Ifcfg:    bondingOpts(checkARPTarget),
	Modprobe: moduleOptions(checkARPTarget),
}

// arpTargetsMax is BOND_MAX_ARP_TARGETS of the driver.
const arpTargetsMax = 16

func checkARPTarget(p *lint.Pass, s bondSettings) {
	count := 0
	for _, o := range s.options {
		if o.Name != "arp_ip_target" || o.Value == "" {
			continue
		}
		for target := range strings.SplitSeq(o.Value, ",") {
			count++
			if a, err := netip.ParseAddr(strings.TrimPrefix(target, "+")); err != nil || !a.Is4() {
				p.Report(o.ValueRange, "%q is no IPv4 address", target)
			}
		}
		if count > arpTargetsMax {
			p.Report(o.ValueRange, "%d targets: the driver takes %d", count, arpTargetsMax)
		}
	}
}
