package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgAddressNoMask = &lint.Rule{
	ID:       "ifcfg-address-no-mask",
	Severity: lint.Warning,
	Doc: `An address without PREFIX or NETMASK

ifup takes the mask of the address class, as networks had before 1993: 255.0.0.0 for 10.20.0.11, and everything in
10/8 is taken for local.

Add PREFIX, or NETMASK on releases before 6.

Source: ifup-eth of initscripts (ipcalc); RFC 4632.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		for _, a := range interfaceOf(p, f).Addresses {
			if _, err := netip.ParseAddr(a.IP.Text); err == nil && a.Prefix.Text == "" && a.Netmask.Text == "" {
				p.Report(a.IP.Range, "IPADDR%s=%s has no PREFIX or NETMASK", a.Suffix, a.IP.Text)
			}
		}
	},
}
