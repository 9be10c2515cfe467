package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyBondHeartbeatMode = &lint.Rule{
	ID:       "topology-bond-heartbeat-mode",
	Severity: lint.Warning,
	Doc: `The cluster's heartbeat over a bond in another mode than active-backup

cman's ring is supported on bonds in active-backup alone: in other modes its multicast is reordered or lost while a
link fails, and a node that is well is fenced.

Use active-backup for the bond of the heartbeat network.

Source: Red Hat Enterprise Linux 5 and 6 Cluster Administration, "Network Bonding" (supported in mode 1 only; modes 0
and 2 from 6.4 on).`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		for _, c := range t.Clusters {
			for _, n := range c.Nodes {
				h := n.Host.Value
				if h == nil || h.Platform == nil || !h.Platform.Has(topology.CMAN) || c.Heartbeat.Value == nil {
					continue
				}
				for _, b := range h.Bonds {
					if mode, ok := ifcfg.LookupMode(b.Mode.Value); ok && b.Network == c.Heartbeat.Value && mode != ifcfg.ActiveBackup {
						p.Report(b.Mode.Range, "%s of %s carries the heartbeat of %s in mode %s", b.Name, h.Name, c.Name, mode)
					}
				}
			}
		}
	},
}
