package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterIpAddress = &lint.Rule{
	ID:       "cluster-ip-address",
	Severity: lint.Error,
	Doc: `A service address that is none

The agent hands the address to ip(8), which refuses it: the service does not start on any node.

Write an IPv4 or IPv6 address, with the length of its network's prefix behind a slash where it is to be another than the
interface's.

Source: the metadata of rgmanager's ip.sh, "address".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for e := range f.All() {
			a := e.Attr("address")
			if e.Name.Text != "ip" || a == nil || parentName(e) == "" {
				continue
			}
			text, _, hasPrefix := strings.Cut(a.Value.Text, "/")
			_, err := netip.ParseAddr(text)
			if _, prefixErr := netip.ParsePrefix(a.Value.Text); err != nil || hasPrefix && prefixErr != nil {
				p.Report(a.Value.Range, "%q is no address", a.Value.Text)
			}
		}
	},
}
