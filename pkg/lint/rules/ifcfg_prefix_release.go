package rules

import (
	"net"
	"strconv"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var ifcfgPrefixRelease = &lint.Rule{
	ID:       "ifcfg-prefix-release",
	Severity: lint.Error,
	Doc: `PREFIX on a release that reads NETMASK alone

The network scripts of the release do not know PREFIX: the address gets the mask of its class, 255.0.0.0 for
10.20.0.11.

Write NETMASK.

Source: initscripts' sysconfig.txt of the release.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		if p.Platform == nil || !p.Platform.Has(topology.Ifcfg) || p.Platform.Has(topology.IfcfgPrefix) {
			return
		}
		for _, a := range interfaceOf(p, f).Addresses {
			d := f.Lookup("PREFIX" + a.Suffix)
			bits, err := strconv.Atoi(a.Prefix.Text)
			if d == nil || a.Netmask.Text != "" || err != nil || bits < 0 || bits > 32 {
				continue
			}
			mask := net.IP(net.CIDRMask(bits, 32)).String()
			p.ReportFix(d.Range(), lint.Replace(d.Range(), "NETMASK"+a.Suffix+"="+mask), "PREFIX%s=%d is not read, and there is no NETMASK%s", a.Suffix, bits, a.Suffix)
		}
	},
}
