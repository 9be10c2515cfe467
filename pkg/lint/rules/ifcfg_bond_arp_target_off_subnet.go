package rules

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondARPTargetOffSubnet = &lint.Rule{
	ID:       "ifcfg-bond-arp-target-off-subnet",
	Severity: lint.Warning,
	Doc: `An arp_ip_target that is in no network of the bond

ARP does not cross a router: the driver asks for the address by the bond only where the route to it goes that way, and
a router answers for nobody else. The slaves are taken for dead while nothing is wrong.

Name the routers of the bond's own network.

Source: Linux Ethernet Bonding Driver HOWTO, "arp_ip_target"; RFC 826.`,
	Host: checkARPTargetSubnet,
}

// checkARPTargetSubnet leaves bonds alone that carry VLANs or a bridge, whose
// networks count as well.
func checkARPTargetSubnet(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	carries := make(map[string]bool)
	for _, d := range all.list {
		parent, _, _ := strings.Cut(d.name, ".")
		carries[parent] = carries[parent] || parent != d.name
		carries[d.PhysDev.Text] = true
		carries[d.name] = carries[d.name] || d.file.Lookup("BRIDGE") != nil
	}
	for _, d := range all.bonds() {
		o, ok := d.settings().option("arp_ip_target")
		var networks []netip.Prefix
		for _, a := range d.Addresses {
			if cidr, valid := a.CIDR(); valid {
				networks = append(networks, cidr.Masked())
			}
		}
		if !ok || !all.whole || carries[d.name] || len(networks) == 0 {
			continue
		}
		for text := range strings.SplitSeq(strings.TrimPrefix(o.Value, "+"), ",") {
			target, err := netip.ParseAddr(text)
			within := func(n netip.Prefix) bool { return n.Contains(target) }
			if err == nil && !slices.ContainsFunc(networks, within) {
				p.Report(o.ValueRange, "%s is not in %s, the network of %s", target, networks[0], d.name)
			}
		}
	}
}
