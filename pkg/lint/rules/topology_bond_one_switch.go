package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyBondOneSwitch = &lint.Rule{
	ID:       "topology-bond-one-switch",
	Severity: lint.Warning,
	Doc: `All cables of a bond go to one switch

The bond survives a cable and a port, not the switch: its failure or its next update takes the host off the network.

Cable the slaves to two switches, in mode active-backup, or to two of one stack.

Source: Linux Ethernet Bonding Driver HOWTO, "11.2 High Availability in a Multiple Switch Topology".`,
	Topology: checkOneSwitch,
}

func checkOneSwitch(p *lint.Pass, t *topology.Topology) {
	for _, h := range t.Hosts {
		for _, b := range h.Bonds {
			switches := make(map[*topology.Switch]bool)
			for _, slave := range b.Slaves {
				switches[slave.Switch.Value] = true
			}
			if len(b.Slaves) > 1 && len(switches) == 1 && !switches[nil] {
				p.Report(b.InterfaceNames.Range, "all slaves of %s of %s are cabled to %s", b.Name, h.Name, b.Slaves[0].Switch.Value.Name)
			}
		}
	}
}
