package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyBondLacpSwitch = &lint.Rule{
	ID:       "topology-bond-lacp-switch",
	Severity: lint.Warning,
	Doc: `A bond in 802.3ad on a switch that does not speak LACP

The driver negotiates the aggregation with the switch. A port that does not answer is an aggregator of its own, of which
the bond uses one: the other cables carry nothing, and with some switches no traffic passes at all.

Set up LACP on the ports and say lacp = true of the switch, or use active-backup, which needs nothing of it.

Source: Linux Ethernet Bonding Driver HOWTO, "mode" and "5. Switch Configuration"; RHEL 7 Networking Guide, "Overview of
Bonding Modes and the Required Settings on the Switch".`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		for _, h := range t.Hosts {
			for _, b := range h.Bonds {
				if mode, ok := ifcfg.LookupMode(b.Mode.Value); ok && mode == ifcfg.LACP {
					checkLACPSwitches(p, h, b)
				}
			}
		}
	},
}

func checkLACPSwitches(p *lint.Pass, h *topology.Host, b *topology.Bond) {
	reported := make(map[*topology.Switch]bool)
	for _, slave := range b.Slaves {
		if s := slave.Switch.Value; s != nil && !s.LACP.Value && !reported[s] {
			reported[s] = true
			p.Report(b.Mode.Range, "%s of %s is in mode 802.3ad, and %s, which %s is cabled to, is not one with lacp = true", b.Name, h.Name, s.Name, slave.Name)
		}
	}
}
