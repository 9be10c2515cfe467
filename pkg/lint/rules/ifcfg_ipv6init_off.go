package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgIpv6initOff = &lint.Rule{
	ID:       "ifcfg-ipv6init-off",
	Severity: lint.Info,
	Doc: `An IPv6 address that IPV6INIT switches off

With IPV6INIT=no the address is not set.

Write IPV6INIT=yes, or remove the address.

Source: initscripts' sysconfig.txt; ifup-ipv6.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		i := interfaceOf(p, f)
		if i.IPv6Addr.Text != "" && ifcfg.IsFalse(i.IPv6Init.Text) {
			p.Report(i.IPv6Init.Range, "IPV6INIT=%s keeps IPV6ADDR=%s from being set", i.IPv6Init.Text, i.IPv6Addr.Text)
		}
	},
}
