package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgHWAddrMACAddr = &lint.Rule{
	ID:       "ifcfg-hwaddr-macaddr",
	Severity: lint.Warning,
	Doc: `HWADDR together with MACADDR

HWADDR says which card it is and MACADDR which address to give it: once it is given, the card no longer has the
address that HWADDR asks for, and the next ifup leaves it alone.

Keep one of them.

Source: initscripts' sysconfig.txt ("This directive is not compatible with HWADDR").`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		i := interfaceOf(p, f)
		if d := f.Lookup("MACADDR"); d != nil && strings.Contains(i.MACAddr.Text, ":") && i.HWAddr.Text != "" && !strings.EqualFold(i.HWAddr.Text, i.MACAddr.Text) && !byNetworkManager(p, i) {
			p.Report(d.Range(), "MACADDR=%s changes the address that HWADDR=%s looks for", i.MACAddr.Text, i.HWAddr.Text)
		}
	},
}
