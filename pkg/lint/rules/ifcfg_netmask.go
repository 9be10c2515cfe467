package rules

import (
	"net"
	"net/netip"
	"strconv"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgNetmask = &lint.Rule{
	ID:       "ifcfg-netmask",
	Severity: lint.Error,
	Doc: `A netmask or prefix that is none

A netmask is ones and then zeros, a prefix their number: ifup cannot work with anything else, and the address is not
set, or with a mask that was not meant.

Mend it.

Source: RFC 950, RFC 4632; initscripts' sysconfig.txt.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		for _, a := range interfaceOf(p, f).Addresses {
			mask, prefix := a.Netmask, a.Prefix
			if ip, err := netip.ParseAddr(mask.Text); mask.Text != "" && !mask.Expands && (err != nil || !ip.Is4() || !isContiguous(ip)) {
				p.Report(mask.Range, "NETMASK%s=%s is no netmask", a.Suffix, mask.Text)
			}
			if n, err := strconv.Atoi(prefix.Text); prefix.Text != "" && !prefix.Expands && (err != nil || n < 0 || n > 32) {
				p.Report(prefix.Range, "PREFIX%s=%s is no number of bits from 0 to 32", a.Suffix, prefix.Text)
			}
		}
	},
}

// isContiguous tells whether a mask is ones and then zeros.
func isContiguous(mask netip.Addr) bool {
	_, bits := net.IPMask(mask.AsSlice()).Size()
	return bits == 32
}
