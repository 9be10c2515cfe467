package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastTtl = &lint.Rule{
	ID:       "cluster-multicast-ttl",
	Severity: lint.Error,
	Doc: `A time to live that multicast cannot have

A packet with a time to live of 0 does not leave the host, and one above 255 does not exist.

Give a number from 1 to 255; 1 is the default and enough within one network.

Source: cman(5), "ttl"; ip(7), IP_MULTICAST_TTL.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, m := range readGroups(f) {
			if ttl, ok := attrNumber(m.TTL); m.TTL != nil && (!ok || ttl < 1 || ttl > 255) {
				p.ReportFix(m.TTL.Value.Range, setAttribute(m.Element, "ttl", "1"), "ttl=%q is not in 1 to 255", m.TTL.Value.Text)
			}
		}
	},
}
