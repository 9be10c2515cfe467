package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgVlanMtu = &lint.Rule{
	ID:       "ifcfg-vlan-mtu",
	Severity: lint.Error,
	Doc: `A VLAN with larger packets than the device that carries it

The kernel refuses it: the VLAN keeps the MTU of the device below, and the other hosts of its network send packets that
this one cannot.

Give the device below, and the slaves of a bond, the largest MTU of its VLANs.

Source: vlan_dev_change_mtu of the Linux kernel (ERANGE).`,
	Host: func(p *lint.Pass, h *lint.Host) {
		all := interfacesOf(p, h)
		for _, d := range all.list {
			below := all.byName[d.parentName()]
			if !saysVLAN(d.Interface) || below == nil || d.MTU.Expands || below.MTU.Expands || strings.EqualFold(below.BootProto.Text, "dhcp") {
				continue
			}
			mtu, err := strconv.Atoi(d.MTU.Text)
			carried, belowErr := strconv.Atoi(mtuText(below))
			if err == nil && belowErr == nil && mtu > carried {
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("%s has the MTU %d, and %s, which carries it, has %d", d.name, mtu, below.name, carried),
					Range:   d.MTU.Range, Related: []lint.Related{{Message: "the device below", Range: below.place()}},
				})
			}
		}
	},
}
