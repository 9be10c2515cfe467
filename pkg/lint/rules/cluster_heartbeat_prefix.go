package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterHeartbeatPrefix = &lint.Rule{
	ID:       "cluster-heartbeat-prefix",
	Severity: lint.Warning,
	Doc: `Nodes that differ on the size of their network

Their addresses are in one network, and their masks are not the same: a node with the longer prefix sends to some of the
others by its router, or nowhere, and none of them has the broadcast address of the other.

Give every node the PREFIX or NETMASK that the network has.

Source: RFC 950, RFC 1122, section 3.3.1.1.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		for _, c := range clustersOf(p, e) {
			checkHeartbeatPrefixes(p, c)
		}
	},
}

// checkHeartbeatPrefixes compares the heartbeat's network of each node with that of the
// first.
func checkHeartbeatPrefixes(p *lint.Pass, c *cluster) {
	var first *heartbeat
	var firstHost string
	for _, copied := range c.Copies {
		hb, ok := heartbeatOf(p, copied.Host, copied.File)
		if !ok {
			continue
		}
		if first == nil {
			first, firstHost = &hb, copied.Host.Name
			continue
		}
		here, there := hb.Address.Prefix, first.Address.Prefix
		if here.Bits() == there.Bits() || !here.Overlaps(there) {
			continue
		}
		p.ReportFinding(lint.Finding{
			Message: fmt.Sprintf("the heartbeat of %s has the network %s here, and %s on %s", c.Name, here.Masked(), there.Masked(), firstHost),
			Range:   filePlace(hb.Address.File), Related: []lint.Related{{Message: "the other", Range: filePlace(first.Address.File)}},
		})
	}
}
