package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyBondMiimonOnly = &lint.Rule{
	ID:       "topology-bond-miimon-only",
	Severity: lint.Info,
	Doc: `Bonds over two switches that see no further than their cables

miimon asks the card whether there is a link. A switch that has lost its way to the rest of the network still gives one, and
active-backup stays with it. It is said once for all bonds on the same switches; those of one stack share the way out, and
are not reported.

Have the switches take their ports down with the uplink (link state tracking), or use arp_interval with an arp_ip_target
behind each switch.

Source: Linux Ethernet Bonding Driver HOWTO, "7. Link Monitoring" and "11.2.2 HA Link Monitoring Selection for Multiple
Switch Topology".`,
	Topology: checkMiimonOnly,
}

// switchBonds are the bonds that hang on the same switches.
type switchBonds struct {
	switches string
	first    string // "bond0 of app-01"
	at       hcl.Range
	others   int
	related  []lint.Related // one for each place in the topology
}

func checkMiimonOnly(p *lint.Pass, t *topology.Topology) {
	var list []*switchBonds
	bySwitches := make(map[string]*switchBonds)
	seen := make(map[hcl.Range]bool)
	for _, h := range t.Hosts {
		if h.Hypervisor.Value != nil {
			continue // its links are none
		}
		for _, b := range h.Bonds {
			switches := independentSwitches(b)
			mode, ok := ifcfg.LookupMode(b.Mode.Value)
			if !ok || mode != ifcfg.ActiveBackup || b.MIIMon.Value == 0 || len(switches) < 2 {
				continue
			}
			name := fmt.Sprintf("%s of %s", b.Name, h.Name)
			key := strings.Join(switches, " and ")
			group := bySwitches[key]
			switch {
			case group == nil:
				group = &switchBonds{switches: key, first: name, at: b.Range}
				bySwitches[key] = group
				list = append(list, group)
			case !seen[b.Range]:
				group.others++
				group.related = append(group.related, lint.Related{Message: name, Range: b.Range})
			default:
				group.others++
			}
			seen[b.Range] = true
		}
	}
	for _, g := range list {
		others := ""
		if g.others > 0 {
			others = fmt.Sprintf(", nor do %d other bonds", g.others)
		}
		p.ReportFinding(lint.Finding{
			Message: fmt.Sprintf("%s does not see what is behind %s%s: miimon watches the links alone", g.first, g.switches, others),
			Range:   g.at, Related: g.related,
		})
	}
}

// independentSwitches returns the names of the switches that a bond is cabled to,
// sorted, one for each stack.
func independentSwitches(b *topology.Bond) []string {
	var names []string
	stacks := make(map[string]bool)
	for _, slave := range b.Slaves {
		s := slave.Switch.Value
		if s == nil || s.Stack.Value != "" && stacks[s.Stack.Value] {
			continue
		}
		stacks[s.Stack.Value] = true
		names = append(names, s.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
