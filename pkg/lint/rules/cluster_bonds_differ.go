package rules

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterBondsDiffer = &lint.Rule{
	ID:       "cluster-bonds-differ",
	Severity: lint.Warning,
	Doc: `A bond that is set up differently on the nodes of one cluster

Services move from node to node, and each expects the network that the other had. A node whose bond has another mode,
another monitor or another MTU fails over in another way, or loses the large packets of the others.

Give the bonds of one network the same BONDING_OPTS and MTU on every node. What differs by its nature, such as primary
and the targets of the ARP monitor, is not compared.

Source: Linux Ethernet Bonding Driver HOWTO, "2. Bonding Driver Options"; RFC 894 and RFC 1191 for the MTU.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		for _, c := range clustersOf(p, e) {
			checkBondsAlike(p, c)
		}
	},
}

// checkBondsAlike compares each bond of a cluster's hosts with the first of its name
// on its network.
func checkBondsAlike(p *lint.Pass, c *cluster) {
	type place struct {
		name    string
		network netip.Prefix
	}
	type bond struct {
		host string
		*device
		settings map[string]ifcfg.Option
	}
	first := make(map[place]bond)
	for _, h := range c.Hosts {
		for _, d := range interfacesOf(p, h).bonds() {
			if d.BondingOpts.Expands || d.BondingOpts.Text == "" || d.MTU.Expands {
				continue
			}
			at := place{name: d.name}
			if len(d.Addresses) > 0 {
				cidr, _ := d.Addresses[0].CIDR()
				at.network = cidr.Masked()
			}
			here := bond{h.Name, d, comparedOptions(d.settings())}
			before, seen := first[at]
			if !seen {
				first[at] = here
				continue
			}
			if what := difference(before.settings, here.settings); what != "" {
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("%s has another %s than on %s", d.name, what, before.host), Range: d.BondingOpts.Range,
					Related: []lint.Related{{Message: "the other", Range: before.BondingOpts.Range}},
				})
			}
			if d.MTU.Text != before.MTU.Text {
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("%s has the MTU %s, on %s it has %s", d.name, mtuText(d), before.host, mtuText(before.device)), Range: d.place(),
					Related: []lint.Related{{Message: "the other", Range: before.place()}},
				})
			}
		}
	}
}

func mtuText(d *device) string {
	if d.MTU.Text == "" {
		return "1500"
	}
	return d.MTU.Text
}

// comparedOptions are the options of a bond that are to be alike on every node, the
// last of each name.
func comparedOptions(s *bondSettings) map[string]ifcfg.Option {
	options := make(map[string]ifcfg.Option)
	for _, o := range s.options {
		switch parameter, known := ifcfg.LookupParameter(o.Name); {
		case !known || parameter.Kind == ifcfg.Device || parameter.Kind == ifcfg.Addresses || parameter.Kind == ifcfg.Hardware:
		case sameValue(o, ifcfg.Option{Name: o.Name, Value: parameter.Default}):
		default:
			options[o.Name] = o
		}
	}
	return options
}

// difference names the options that two bonds have with different values, "" for none.
func difference(a, b map[string]ifcfg.Option) string {
	names := make(map[string]bool)
	for name, o := range a {
		if other, ok := b[name]; !ok || !sameValue(o, other) {
			names[name] = true
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names[name] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(names)), ", ")
}
