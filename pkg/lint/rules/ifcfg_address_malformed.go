package rules

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgAddressMalformed = &lint.Rule{
	ID:       "ifcfg-address-malformed",
	Severity: lint.Error,
	Doc: `An address that is none

ifup hands it to ip(8), which refuses it: the interface comes up without the address, the route or the name server.

Mend it; the mask goes to PREFIX or NETMASK.

Source: initscripts' sysconfig.txt; ip-address(8).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		last := lastAssignments(f)
		for d := range f.All() {
			key, known := ifcfg.LookupKey(d.Name.Text)
			text := d.Value.Text
			if !known || !last[d] || text == "" || d.Value.Expands {
				continue
			}
			a, err := netip.ParseAddr(text)
			switch bad := malformedIPv6(key.Kind, text); {
			case bad != "":
				p.Report(d.Range(), "%s=%s: %s is no IPv6 address", d.Name.Text, text, bad)
			case key.Kind == ifcfg.IPv4 && (err != nil || !a.Is4()):
				p.Report(d.Range(), "%s=%s is no IPv4 address", d.Name.Text, text)
			case key.Kind == ifcfg.IPAddress && err != nil:
				p.Report(d.Range(), "%s=%s is no IP address", d.Name.Text, text)
			}
		}
	},
}

// malformedIPv6 returns what is no address in the value of a key for IPv6, "" where all is.
func malformedIPv6(kind ifcfg.ValueKind, text string) string {
	var list []string
	switch kind {
	case ifcfg.IPv6, ifcfg.IPv6Prefix:
		list = []string{text}
	case ifcfg.IPv6List:
		list = strings.Fields(text)
	}
	for _, word := range list {
		bare, bits, hasBits := strings.Cut(word, "/")
		a, err := netip.ParseAddr(bare)
		if n, bitsErr := strconv.Atoi(bits); err != nil || !a.Is6() || hasBits && (bitsErr != nil || n < 0 || n > 128 || kind == ifcfg.IPv6) {
			return word
		}
	}
	return ""
}
