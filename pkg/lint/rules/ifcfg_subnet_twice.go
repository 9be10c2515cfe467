package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgSubnetTwice = &lint.Rule{
	ID:       "ifcfg-subnet-twice",
	Severity: lint.Warning,
	Doc: `Two interfaces in one network

Both cards answer ARP for both addresses, and everything leaves by the first: a dead link takes both addresses with
it, and the second card brings nothing.

Bond the cards, or put them into different networks.

Source: Linux ip-sysctl documentation, arp_filter and arp_ignore.`,
	Host: checkSubnetTwice,
}

func checkSubnetTwice(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	if !all.whole {
		return
	}
	first := make(map[netip.Prefix]*device)
	for _, d := range all.list {
		if d.IsSlave() || ifcfg.IsFalse(d.OnBoot.Text) || strings.Contains(d.name, ":") || d.file.Lookup("UUID") != nil {
			continue
		}
		for _, a := range d.Addresses {
			cidr, ok := a.CIDR()
			subnet := cidr.Masked()
			switch other := first[subnet]; {
			case !ok || cidr.Bits() == 32:
			case other == nil:
				first[subnet] = d
			case other.name != d.name:
				p.Report(a.IP.Range, "%s and %s are both in %s", other.name, d.name, subnet)
			}
		}
	}
}
