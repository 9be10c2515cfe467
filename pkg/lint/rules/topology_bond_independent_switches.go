package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyBondIndependentSwitches = &lint.Rule{
	ID:       "topology-bond-independent-switches",
	Severity: lint.Error,
	Doc: `A bond that needs one switch, cabled to two

balance-rr, balance-xor, broadcast and 802.3ad need their ports to be one link aggregation, and two switches have one
together only as a stack, MLAG or vPC. Two that know nothing of each other see one address move between them: packets
are lost and arrive twice, and 802.3ad uses one of the links alone.

Use active-backup, which the default is, or say stack = … on both switches where they are one.

Source: Linux Ethernet Bonding Driver HOWTO, "5. Switch Configuration" and "11.2 High Availability in a Multiple
Switch Topology".`,
	Topology: checkIndependentSwitches,
}

func checkIndependentSwitches(p *lint.Pass, t *topology.Topology) {
	for _, h := range t.Hosts {
		for _, b := range h.Bonds {
			mode, ok := ifcfg.LookupMode(b.Mode.Value)
			if !ok || !mode.NeedsAggregation() {
				continue
			}
			var first *topology.Switch
			for _, slave := range b.Slaves {
				s := slave.Switch.Value
				switch {
				case s == nil:
				case first == nil:
					first = s
				case s != first && (s.Stack.Value == "" || s.Stack.Value != first.Stack.Value):
					p.Report(b.Mode.Range, "%s of %s is in mode %s, and its slaves are cabled to %s and %s, which are no stack", b.Name, h.Name, mode, first.Name, s.Name)
					first = s
				}
			}
		}
	}
}
