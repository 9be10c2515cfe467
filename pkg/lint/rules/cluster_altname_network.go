package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterAltnameNetwork = &lint.Rule{
	ID:       "cluster-altname-network",
	Severity: lint.Warning,
	Doc: `A second ring on the network of the first

Both names of the node lead to one network: what takes it down takes both rings down. Linux answers for both addresses
by either card, so that the rings do not even use the cards that they were made for.

Give the second names addresses on a network of their own, by other cards and switches.

Source: Red Hat's Support Policies for RHEL High Availability Clusters, "Cluster Interconnect Network Interfaces"
(article 3068841): each ring on a network of its own.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		own, names := addressesOf(p, h), namesOf(p, h)
		for _, f := range h.ClusterConf {
			for _, n := range nodesOf(p, f) {
				first, ok := lookupName(names, attrText(n.Name))
				for _, a := range n.AltNames {
					second, known := lookupName(names, a.Value("name"))
					if !ok || !known {
						continue
					}
					if network, same := own.networkOf(first.Addr, second.Addr); same || first.Addr == second.Addr {
						p.Report(placeOf(a, "name"), "%q and %q, the second name of the node, are both %s", attrText(n.Name), a.Value("name"), ringsPlace(network, first.Addr, second.Addr))
					}
				}
			}
		}
	},
}

func ringsPlace(network netip.Prefix, first, second netip.Addr) string {
	if first == second {
		return first.String()
	}
	return "in " + network.String()
}

// networkOf returns the network of the host that holds two addresses; ok is false
// where none holds both.
func (a *addresses) networkOf(first, second netip.Addr) (network netip.Prefix, ok bool) {
	for _, own := range a.list {
		if own.Prefix.Contains(first) && own.Prefix.Contains(second) {
			return own.Prefix.Masked(), true
		}
	}
	return netip.Prefix{}, false
}
