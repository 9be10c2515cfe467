package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastScope = &lint.Rule{
	ID:       "cluster-multicast-scope",
	Severity: lint.Warning,
	Doc: `A multicast group outside of the range for private use

Groups outside of 239.0.0.0/8 are assigned to others or are global: routers may carry them off the site, and another
program may use the same one.

Leave the address out, and cman takes one of 239.192.0.0/16; or give one from there.

Source: RFC 2365, section 6; RFC 5771.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		private := netip.MustParsePrefix("239.0.0.0/8")
		local := netip.MustParsePrefix("224.0.0.0/24")
		for _, m := range readGroups(f) {
			addr, err := netip.ParseAddr(attrText(m.Addr))
			if err == nil && addr.Is4() && addr.IsMulticast() && !private.Contains(addr) && !local.Contains(addr) {
				p.ReportFix(m.Addr.Value.Range, setAttribute(m.Element, "addr", defaultGroup(f, addr).String()),
					"%s is outside of 239.0.0.0/8, the groups for use within a site", addr)
			}
		}
	},
}
