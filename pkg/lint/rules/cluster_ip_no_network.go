package rules

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterIpNoNetwork = &lint.Rule{
	ID:       "cluster-ip-no-network",
	Severity: lint.Warning,
	Doc: `A service address that fits no network of the host

rgmanager adds the address to the interface whose network it is in. Where there is none, the service does not start on
this node.

Give the address, and its prefix length, from the network of an interface.

Source: the metadata of rgmanager's ip.sh.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		own := addressesOf(p, h)
		if !own.all || len(own.list) == 0 {
			return
		}
		for _, f := range h.ClusterConf {
			for e := range f.All() {
				text, _, _ := strings.Cut(e.Value("address"), "/")
				addr, err := netip.ParseAddr(text)
				if e.Name.Text != "ip" || err != nil || !addr.Is4() {
					continue
				}
				if !slices.ContainsFunc(own.list, func(a interfaceAddress) bool { return a.Prefix.Contains(addr) }) {
					p.Report(placeOf(e, "address"), "no interface of the host has a network with %s in it", addr)
				}
			}
		}
	},
}
