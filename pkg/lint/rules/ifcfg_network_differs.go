package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgNetworkDiffers = &lint.Rule{
	ID:       "ifcfg-network-differs",
	Severity: lint.Warning,
	Doc: `NETWORK or BROADCAST that does not fit the address

It is the trace of a file that was copied and changed in part: the address and the mask say another network than the
one that somebody meant.

Leave both out: they follow from the address and the mask.

Source: initscripts' sysconfig.txt (deprecated, worked out by ipcalc).`,
	Ifcfg: checkNetworkDiffers,
}

func checkNetworkDiffers(p *lint.Pass, f *ifcfg.File) {
	i := interfaceOf(p, f)
	if len(i.Addresses) == 0 {
		return
	}
	cidr, ok := i.Addresses[0].CIDR()
	if !ok || cidr.Bits() >= 31 {
		return
	}
	for _, c := range []struct {
		key  string
		word ifcfg.Word
		want netip.Addr
	}{{"NETWORK", i.Network, cidr.Masked().Addr()}, {"BROADCAST", i.Broadcast, lastOf(cidr)}} {
		if got, err := netip.ParseAddr(c.word.Text); err == nil && got != c.want {
			p.ReportFix(c.word.Range, lint.Replace(c.word.Range, c.want.String()), "%s=%s does not fit %s, whose is %s", c.key, c.word.Text, cidr, c.want)
		}
	}
}

// lastOf is the last address of an IPv4 network, its broadcast address.
func lastOf(p netip.Prefix) netip.Addr {
	b := p.Masked().Addr().As4()
	for bit := p.Bits(); bit < 32; bit++ {
		b[bit/8] |= 0x80 >> (bit % 8)
	}
	return netip.AddrFrom4(b)
}
