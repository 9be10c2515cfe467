package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastAddress = &lint.Rule{
	ID:       "cluster-multicast-address",
	Severity: lint.Error,
	Doc: `A multicast address that is none

cman gives the address to the cluster's transport, which joins no group that is not in 224.0.0.0/4 or ff00::/8, so
that no node sees another.

Leave the address out, and cman works one out from the name of the cluster; or give one from 239.192.0.0/16.

Source: corosync.conf(5), mcastaddr; RFC 5771; RFC 4291, section 2.7.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, m := range readGroups(f) {
			if m.Addr == nil {
				continue
			}
			addr, err := netip.ParseAddr(m.Addr.Value.Text)
			switch {
			case err != nil:
				p.ReportFix(m.Addr.Value.Range, setAttribute(m.Element, "addr", workedOutGroup(f, m, netip.IPv4Unspecified()).String()), "%q is no address", m.Addr.Value.Text)
			case !addr.IsMulticast():
				p.ReportFix(m.Addr.Value.Range, setAttribute(m.Element, "addr", workedOutGroup(f, m, addr).String()), "%s is no multicast address", addr)
			}
		}
	},
}
