package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgGatewayOffSubnet = &lint.Rule{
	ID:       "ifcfg-gateway-off-subnet",
	Severity: lint.Error,
	Doc: `A gateway that is in none of the interface's networks

The network scripts compare the router with the network of the first address and set no default route where it is not in
there, without a word; the kernel refuses one by a router that it cannot reach. The host is cut off from all other networks.

Name a router of the network of the interface.

Source: ip-route(8); ifup-eth of initscripts.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		i := interfaceOf(p, f)
		gateway, err := netip.ParseAddr(i.Gateway.Text)
		if err != nil || !gateway.Is4() || i.BootProto.Text == "dhcp" {
			return
		}
		var networks []string
		for _, a := range i.Addresses {
			cidr, ok := a.CIDR()
			if !ok || cidr.Bits() == 32 || cidr.Contains(gateway) {
				return
			}
			networks = append(networks, cidr.Masked().String())
		}
		if len(networks) > 0 {
			p.Report(i.Gateway.Range, "GATEWAY=%s is not in %s", gateway, strings.Join(networks, ", "))
		}
	},
}
