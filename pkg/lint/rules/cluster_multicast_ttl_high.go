package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastTtlHigh = &lint.Rule{
	ID:       "cluster-multicast-ttl-high",
	Severity: lint.Info,
	Doc: `A time to live that lets the cluster's packets leave its network

All nodes are in one network, where 1 is enough. With more, a router that passes multicast on carries the cluster's
packets to other networks, and another cluster there may hear them.

Leave ttl out.

Source: cman(5), "ttl"; RFC 2365.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		names := namesOf(p, h)
		for _, f := range h.ClusterConf {
			hb, ok := heartbeatOf(p, h, f)
			if !ok {
				continue
			}
			beyond := slices.ContainsFunc(nodesOf(p, f), func(n clusterconf.ClusterNode) bool {
				r, known := lookupName(names, attrText(n.Name))
				return !known || !hb.Address.Prefix.Contains(r.Addr)
			})
			for _, m := range readGroups(f) {
				if ttl, set := attrNumber(m.TTL); set && ttl > 1 && ttl <= 255 && !beyond {
					p.ReportFix(m.TTL.Value.Range, removeAttribute(m.Element, m.TTL), "ttl=%d, and all nodes are in %s", ttl, hb.Address.Prefix.Masked())
				}
			}
		}
	},
}
