package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgSlaveAddress = &lint.Rule{
	ID:       "ifcfg-slave-address",
	Severity: lint.Error,
	Doc: `An address on a slave

The bond has the address; a slave that has one too, or asks for one by DHCP, puts a second route to the network past
the bond, which is lost with its link.

Move address, mask and gateway to the file of the bond, and write BOOTPROTO=none.

Source: Linux Ethernet Bonding Driver HOWTO, "3.2 Configuration with Initscripts Support" and "8. Potential Trouble
Sources".`,
	Ifcfg: checkSlaveAddress,
}

// slaveAddressing are the keys that have no place in the file of a slave.
var slaveAddressing = []string{"IPADDR", "NETMASK", "PREFIX", "GATEWAY"}

func checkSlaveAddress(p *lint.Pass, f *ifcfg.File) {
	i := interfaceOf(p, f)
	if !i.IsSlave() {
		return
	}
	for n, d := range f.Directives {
		key, value := strings.TrimRight(d.Name.Text, "0123456789"), d.Value.Text
		switch {
		case d.Kind != ifcfg.Assignment || value == "":
		case slices.Contains(slaveAddressing, key):
			p.ReportFix(d.Range(), &lint.Fix{Edits: []lint.Edit{withoutLine(f, n)}}, "%s=%s on a slave of %s", d.Name.Text, value, i.Master.Text)
		case key == "BOOTPROTO" && (value == "dhcp" || value == "bootp"):
			p.ReportFix(d.Range(), lint.Replace(d.Value.Range, "none"), "%s=%s on a slave of %s", key, value, i.Master.Text)
		}
	}
}
