package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgPrefixNetmask = &lint.Rule{
	ID:       "ifcfg-prefix-netmask",
	Severity: lint.Warning,
	Doc: `PREFIX and NETMASK disagree

Which of them counts depends on the release: the older one reads NETMASK alone, the newer one prefers PREFIX.

Keep one of them.

Source: ifup-eth of initscripts and nm-settings-ifcfg-rh(5).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		for _, a := range interfaceOf(p, f).Addresses {
			byPrefix, ok := a.CIDR()
			byMask, also := ifcfg.Address{IP: a.IP, Netmask: a.Netmask}.CIDR()
			if ok && also && a.Prefix.Text != "" && byPrefix != byMask {
				p.Report(a.Netmask.Range, "NETMASK%s=%s is a prefix of %d, PREFIX%s is %s", a.Suffix, a.Netmask.Text, byMask.Bits(), a.Suffix, a.Prefix.Text)
			}
		}
	},
}
