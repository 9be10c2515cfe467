package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgDhcpAddress = &lint.Rule{
	ID:       "ifcfg-dhcp-address",
	Severity: lint.Warning,
	Doc: `An address in a file that asks for one

With BOOTPROTO=dhcp the network scripts run dhclient and set no address themselves: the one in the file is what someone
believes the host to have. NetworkManager sets both, and is not reported.

Take IPADDR and its mask out, or write BOOTPROTO=none.

Source: ifup-eth of initscripts; nm-settings-ifcfg-rh(5).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		i := interfaceOf(p, f)
		switch i.BootProto.Text {
		case "dhcp", "bootp":
			if len(i.Addresses) > 0 && i.Addresses[0].IP.Text != "" && !byNetworkManager(p, i) && !i.IsSlave() {
				p.Report(i.Addresses[0].IP.Range, "the address %s is not set: BOOTPROTO is %s", i.Addresses[0].IP.Text, i.BootProto.Text)
			}
		}
	},
}
