package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondARPTargetOwn = &lint.Rule{
	ID:       "ifcfg-bond-arp-target-own",
	Severity: lint.Error,
	Doc: `The bond asks itself whether its links are alive

The driver sends no ARP request for an address of the host itself, so that no answer ever comes and every slave is
taken for dead.

Name addresses of other machines: the routers of the network.

Source: Linux Ethernet Bonding Driver HOWTO, "arp_ip_target"; bond_arp_send_all in the driver (the route to an own
address is not by the bond).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		b := bondOf(p, f)
		if b == nil || b.BondingOpts.Expands {
			return
		}
		for _, o := range b.Options {
			for _, a := range b.Addresses {
				if o.Name == "arp_ip_target" && a.IP.Text != "" && slices.Contains(strings.Split(strings.TrimPrefix(o.Value, "+"), ","), a.IP.Text) {
					p.Report(o.ValueRange, "%s is the bond's own address", a.IP.Text)
				}
			}
		}
	},
}
