package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgAddressDuplicate = &lint.Rule{
	ID:       "ifcfg-address-duplicate",
	Severity: lint.Error,
	Doc: `One address on two interfaces

Each answers for it, and the network sends to the one that answered last: connections break at random. With ARPCHECK,
the second one that boots is left without the address.

Give each its own. An address that moves between hosts belongs to the cluster manager, not into ifcfg files.

Source: RFC 5227; ifup-eth of initscripts ("Error, some other host already uses address").`,
	Estate: checkAddressDuplicate,
}

// checkAddressDuplicate leaves out loopback, on which real servers behind LVS have
// the address of the service, and devices that do not come up by themselves.
func checkAddressDuplicate(p *lint.Pass, e *lint.Estate) {
	type holder struct {
		host string
		*device
	}
	first := make(map[string]holder)
	for _, h := range e.Hosts {
		all := interfacesOf(p, h)
		if !all.whole {
			continue
		}
		for _, d := range all.list {
			if ifcfg.IsFalse(d.OnBoot.Text) || d.IsSlave() || strings.HasPrefix(d.name, "lo") || d.file.Lookup("UUID") != nil {
				continue
			}
			for _, a := range d.Addresses {
				other, taken := first[a.IP.Text]
				switch {
				case a.IP.Text == "" || a.IP.Expands:
				case !taken:
					first[a.IP.Text] = holder{h.Name, d}
				case other.host != h.Name || other.name != d.name:
					p.Report(a.IP.Range, "%s is the address of %s on %s as well", a.IP.Text, other.name, other.host)
				}
			}
		}
	}
}
