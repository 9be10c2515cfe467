package drill

import (
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/everlinux/hagen/internal/shell"
	"github.com/everlinux/hagen/pkg/topology"
)

// link is a device of a node that carries the heartbeat: an interface or a bond.
type link struct {
	name  string
	cards []*topology.Interface // the interfaces below it
	bond  *topology.Bond        // nil for a plain interface
}

// heartbeatLinks are the devices of a node that carry the heartbeat.
func (p *planner) heartbeatLinks(n *topology.Node) []link {
	var list []link
	h := n.Host.Value
	cards := make(map[string]*topology.Interface, len(h.Interfaces))
	for _, i := range h.Interfaces {
		cards[i.Name] = i
	}
	bonds := make(map[string]*topology.Bond, len(h.Bonds))
	for _, b := range h.Bonds {
		bonds[b.Name] = b
		if b.Network == p.cluster.Heartbeat.Value {
			list = append(list, link{b.Name, b.Slaves, b})
		}
	}
	for _, i := range h.Interfaces {
		if i.Network != p.cluster.Heartbeat.Value {
			continue
		}
		l := link{name: i.Name, cards: []*topology.Interface{i}}
		if i.Parent != "" { // a VLAN is carried by what its parent is made of
			if b := bonds[i.Parent]; b != nil {
				l.cards, l.bond = b.Slaves, b
			} else if c := cards[i.Parent]; c != nil {
				l.cards = []*topology.Interface{c}
			}
		}
		list = append(list, l)
	}
	return list
}

func (p *planner) heartbeatDown() (Drill, string) {
	links := p.heartbeatLinks(p.victim)
	if len(p.cluster.Nodes) < 2 {
		return Drill{}, "the cluster has one node"
	}
	if len(links) == 0 {
		return Drill{}, "no interface of " + p.victim.Name + " is in the heartbeat network"
	}
	victims := []*topology.Node{p.victim}
	var cut, heal []string
	for _, l := range links {
		v6 := p.victim.HeartbeatAddress.Is6()
		cut = append(cut, block("-I", "INPUT", "-i", l.name, v6), block("-I", "OUTPUT", "-o", l.name, v6))
		heal = append(heal, block("-D", "INPUT", "-i", l.name, v6), block("-D", "OUTPUT", "-o", l.name, v6))
	}
	d := Drill{
		Fails:   "A node lives and hears no other. Both sides miss the token. " + p.quorumText(victims),
		Victims: names(victims),
		Steps: []Step{
			{Text: "Drop everything on the heartbeat's device; pulling its cables does the same. Not with ifdown: an address that is gone is another failure, which happens to nobody by itself.", Command: strings.Join(cut, "; "), On: p.victim.Name},
		},
		Watch:   p.watch("both sides: the node that is cut off must write nothing after the others have fenced it"),
		Restore: append([]Step{{Text: "Where the node was not fenced, let packets through again.", Command: strings.Join(heal, "; "), On: p.victim.Name}}, p.rejoin(victims)...),
	}
	pass := p.fencedOnce(victims) + ", and " + p.victim.Name + " does not fence anybody"
	if p.Quorum.TwoNode {
		d.Fails += " Each of the two has quorum and fences the other: who is faster lives."
		pass = "exactly one node lives, the journal is recovered"
	}
	if why := p.fencedThroughHeartbeat(); why != "" {
		d.Fails += " " + why
	}
	d.judge(p.predict(victims), pass)
	return d, ""
}

// fencedThroughHeartbeat says where fencing needs the network that is down.
func (p *planner) fencedThroughHeartbeat() string {
	for _, d := range p.fenceDevices() {
		if a, err := netip.ParseAddr(d.Address.Value); err == nil && p.topology.NetworkOf(a) == p.cluster.Heartbeat.Value {
			return fmt.Sprintf("Fence device %q has its address in the heartbeat network: the node that is cut off cannot fence through it, which is well, and neither can anybody when that network fails as a whole.", d.Name)
		}
	}
	return ""
}

// fenceDevices are the devices by which the cluster's nodes are fenced, each once.
func (p *planner) fenceDevices() []*topology.FenceDevice {
	var list []*topology.FenceDevice
	seen := make(map[*topology.FenceDevice]bool)
	for _, n := range p.cluster.Nodes {
		for _, f := range n.Fences {
			if d := f.Device.Value; d != nil && !seen[d] {
				seen[d] = true
				list = append(list, d)
			}
		}
	}
	return list
}

// isolatedBy are the nodes that hear no other without a switch, and the longest
// time that a bond of the others takes to change over.
func (p *planner) isolatedBy(s *topology.Switch) (isolated []*topology.Node, touched int, change time.Duration) {
	for _, n := range p.cluster.Nodes {
		links := p.heartbeatLinks(n)
		left, on := 0, 0
		for _, l := range links {
			for _, c := range l.cards {
				if c.Switch.Value == s {
					on++
				} else {
					left++
				}
			}
			if l.bond != nil && on > 0 {
				change = max(change, changeOver(l.bond))
			}
		}
		if on > 0 {
			touched++
			if left == 0 {
				isolated = append(isolated, n)
			}
		}
	}
	return isolated, touched, change
}

// changeOver is how long a bond takes to leave a dead link at the most: one or two
// rounds of its monitoring, and downdelay. Source: the bonding driver's HOWTO; with
// ARP monitoring a link counts as dead after two intervals.
func changeOver(b *topology.Bond) time.Duration {
	switch {
	case b.ARPInterval.Value > 0:
		return 3 * b.ARPInterval.Value
	case b.MIIMon.Value > 0:
		return 2*b.MIIMon.Value + b.DownDelay.Value
	}
	return 0
}

func (p *planner) switchOff() (Drill, string) {
	var worst *topology.Switch
	var isolated []*topology.Node
	var change time.Duration
	for _, s := range p.topology.Switches {
		if nodes, touched, c := p.isolatedBy(s); touched > 0 && (worst == nil || len(nodes) > len(isolated)) {
			worst, isolated, change = s, nodes, c
		}
	}
	if worst == nil {
		return Drill{}, "no interface that carries the heartbeat names the switch that it is connected to"
	}
	d := Drill{
		Fails:   fmt.Sprintf("Switch %s, the worst to lose.", worst.Name),
		Victims: names(isolated),
		Steps:   []Step{{Text: "Cut the power of switch " + worst.Name + "."}},
		Watch:   append(p.watch("the fence devices: can they be reached without the switch?"), Step{"which card each bond uses", "cat /proc/net/bonding/*", "every node"}),
		Restore: []Step{{Text: "Give the switch its power back, and wait until its ports forward."}},
	}
	switch {
	case len(isolated) == 0:
		d.Fails += " Every node has another way, so that nobody may be fenced."
		prediction := Prediction{}.withTerm("bonds change over", Span{0, change}, "monitoring interval and downdelay")
		d.judge(prediction, fmt.Sprintf("no node is fenced: the bonds change over in less than the token, %s", inSeconds(p.Timing.Token.Value)))
		return d, ""
	case len(isolated) == len(p.cluster.Nodes) && !p.Quorum.TwoNode:
		d.Fails += " Every node is alone: nobody has quorum, and nobody is fenced."
		prediction := Predict(p.Timing, Failure{Joining: true, Replay: usualReplay, ReplaySource: usualReplaySource})
		prediction.Until = "the switch is back; nodes that kept their state are told to leave and have to be rebooted"
		d.judge(prediction, "nobody writes while the switch is off")
	default:
		d.Fails += " It cuts off " + strings.Join(d.Victims, ", ") + ". " + p.quorumText(isolated)
		d.judge(p.predict(isolated), p.fencedOnce(isolated))
	}
	d.Restore = append(d.Restore, p.rejoin(isolated)...)
	return d, ""
}

// quoted are words for a shell, with a blank between them.
func quoted(words []string) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = shell.Quote(w)
	}
	return strings.Join(list, " ")
}
