package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgAddressIsNetwork = &lint.Rule{
	ID:       "ifcfg-address-is-network",
	Severity: lint.Error,
	Doc: `The address of a network, or of all its hosts

The first address of a network is its name and the last one reaches all of its hosts: a machine that has one of them
is not reached.

Take another address, or mend the mask.

Source: RFC 1122, section 3.2.1.3.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		for _, a := range interfaceOf(p, f).Addresses {
			cidr, ok := a.CIDR()
			switch {
			case !ok || cidr.Bits() >= 31:
			case cidr.Addr() == cidr.Masked().Addr():
				p.Report(a.IP.Range, "%s is the address of the network %s", a.IP.Text, cidr.Masked())
			case cidr.Addr() == lastOf(cidr):
				p.Report(a.IP.Range, "%s is the broadcast address of %s", a.IP.Text, cidr.Masked())
			}
		}
	},
}
