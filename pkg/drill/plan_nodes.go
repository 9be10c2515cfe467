package drill

import (
	"fmt"
	"strings"
	"time"

	"github.com/everlinux/hagen/internal/shell"
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/topology"
)

func (p *planner) nodeReboot() (Drill, string) {
	if len(p.cluster.Nodes) < 2 {
		return Drill{}, "the cluster has one node"
	}
	victims := []*topology.Node{p.victim}
	d := Drill{
		Fails:   "A node is rebooted as for maintenance: it leaves the cluster, and nobody is fenced. " + p.quorumText(victims),
		Victims: names(victims),
		Steps:   []Step{{Text: "Reboot the node. Its services must stop before the network does.", Command: "reboot", On: p.victim.Name}},
		Watch:   p.watch("no line of fencing may appear: if one does, the node died before it had left, and the services are stopped in the wrong order"),
		Restore: p.rejoin(victims),
	}
	if !p.keeps(victims) {
		d.judge(p.untilQuorum(victims), "no node is fenced")
		return d, ""
	}
	d.judge(Predict(p.Timing, Failure{}), "no node is fenced")
	return d, ""
}

// nodeOff is the article's first drill.
func (p *planner) nodeOff() (Drill, string) {
	if len(p.cluster.Nodes) < 2 {
		return Drill{}, "the cluster has one node"
	}
	victims := []*topology.Node{p.victim}
	off := Step{Text: "Cut the node's power, at the outlet or by its management card."}
	if h := p.victim.Host.Value; h.VMName.Set || h.Hypervisor.Set {
		vm := h.Name
		if h.VMName.Set {
			vm = h.VMName.Value
		}
		off = Step{Text: fmt.Sprintf("Power the virtual machine %s off in the hypervisor's manager: the hard way, not by a shutdown of the guest.", vm)}
	}
	d := Drill{
		Fails:   "A node stops without a word. The others miss it, fence it and recover its journal. " + p.quorumText(victims),
		Victims: names(victims), Steps: []Step{off}, Watch: p.watch(), Restore: p.rejoin(victims),
	}
	d.judge(p.predict(victims), p.fencedOnce(victims))
	return d, ""
}

// fencedOnce is what a drill with fencing must show.
func (p *planner) fencedOnce(victims []*topology.Node) string {
	if p.keeps(victims) && p.confirmed(victims) != "" {
		return "nobody writes before it is confirmed"
	}
	return "the first try of fencing succeeds, every other node stays a member, and the journal is recovered"
}

func (p *planner) nodeCrash() (Drill, string) {
	if len(p.cluster.Nodes) < 2 {
		return Drill{}, "the cluster has one node"
	}
	victims := []*topology.Node{p.victim}
	d := Drill{
		Fails:   "A node's kernel crashes and stays where it is; unlike a node that is off, it may still hold its disks. " + p.quorumText(victims),
		Victims: names(victims),
		Steps:   []Step{{Text: "Crash the kernel. Where kdump is configured, fencing cuts the dump short unless post_fail_delay waits for it.", Command: "echo 1 > /proc/sys/kernel/sysrq; echo c > /proc/sysrq-trigger", On: p.victim.Name}},
		Watch:   p.watch(), Restore: p.rejoin(victims),
	}
	d.judge(p.predict(victims), p.fencedOnce(victims))
	return d, ""
}

// hypervisorReboot is the article's second drill.
func (p *planner) hypervisorReboot() (Drill, string) {
	return p.hypervisor("Reboot %s in order, without moving its virtual machines away. They die with it.")
}

// hypervisorReset is the article's third drill.
func (p *planner) hypervisorReset() (Drill, string) {
	return p.hypervisor("Reset %s by its management card, or cut its power. The manager of the virtual machines does not know yet that they are dead, and fencing through it fails until it does.")
}

// managerBlind is how long the manager of virtual machines may need until it can
// fence those of a host that is gone. In the article's drill tries failed for 96 s.
var managerBlind = Span{0, 2 * time.Minute}

func (p *planner) hypervisor(how string) (Drill, string) {
	h := p.victim.Host.Value.Hypervisor.Value
	if h == nil {
		return Drill{}, p.victim.Name + " runs on no hypervisor that the topology names"
	}
	victims := p.nodesOn(h)
	if len(victims) == len(p.cluster.Nodes) {
		return Drill{}, fmt.Sprintf("all nodes run on %s, so that nothing would be left", h.Name)
	}
	on := h.Name
	if h.Address.Set {
		on += " (" + h.Address.Value.String() + ")"
	}
	d := Drill{
		Fails:   fmt.Sprintf("%s and with it %s. %s", on, strings.Join(names(victims), ", "), p.quorumText(victims)),
		Victims: names(victims),
		Steps: []Step{
			{Text: "See on which host each node runs; it may have moved. The plan takes what the topology says."},
			{Text: fmt.Sprintf(how, on)},
		},
		Watch: p.watch("the manager of the virtual machines: when it marks the host as gone, and whether it starts the nodes elsewhere"),
		Restore: append([]Step{{Text: "Start the host, and move the virtual machines back to where the topology has them."}},
			p.rejoin(victims)...),
	}
	prediction := p.predict(victims)
	if prediction.Until == "" && p.fencedByManager(victims) {
		prediction = prediction.withTerm("fencing fails until the manager knows", Span{managerBlind.Least, managerBlind.Most + p.failedTry(victims)}, "the article's drill: 96 s")
	}
	d.judge(prediction, "every other node stays a member, and the journals are recovered")
	return d, ""
}

// failedTry is what a try that fails adds at the most: its end, and the pause.
func (p *planner) failedTry(victims []*topology.Node) time.Duration {
	try, _ := Try(Methods(victims[0], p.measured), nil)
	return try.Most + p.Timing.RetryPause.Value
}

// fencedByManager tells whether nodes are fenced through the manager of virtual
// machines first.
func (p *planner) fencedByManager(victims []*topology.Node) bool {
	for _, n := range victims {
		if m := Methods(n, p.measured); len(m) > 0 && kindOf(m[0].Runs[0].Agent) == clusterconf.VMAgent {
			return true
		}
	}
	return false
}

// nodesOn are the nodes that run on a hypervisor.
func (p *planner) nodesOn(h *topology.Hypervisor) []*topology.Node {
	var list []*topology.Node
	for _, n := range p.cluster.Nodes {
		if n.Host.Value.Hypervisor.Value == h {
			list = append(list, n)
		}
	}
	return list
}

// hypervisorNote says which hypervisors take quorum with them.
func (p *planner) hypervisorNote() {
	for _, h := range p.topology.Hypervisors {
		if nodes := p.nodesOn(h); len(nodes) > 1 && !p.keeps(nodes) {
			p.note("%s carries %s: when it fails, the cluster loses quorum and stops until nodes are back. Keep them on different hosts.", h.Name, strings.Join(names(nodes), ", "))
		}
	}
}

func (p *planner) coldStart() (Drill, string) {
	victims := []*topology.Node{p.victim}
	switch f := p.cluster.FenceDaemon; {
	case len(p.cluster.Nodes) < 2:
		return Drill{}, "the cluster has one node"
	case p.Timing.RetryPause.Value == 0:
		return Drill{}, "post_join_delay is fenced's; Pacemaker has startup-fencing"
	case f != nil && f.CleanStart.Value:
		return Drill{}, "clean_start takes absent nodes for safe"
	case !p.keeps(victims):
		return Drill{}, "without " + p.victim.Name + " the cluster does not become quorate"
	}
	others := names(p.cluster.Nodes[:len(p.cluster.Nodes)-1])
	d := Drill{
		Fails:   "The cluster starts, and a node does not come: after post_join_delay it is fenced, and only then can the filesystem be mounted. " + p.quorumText(victims),
		Victims: names(victims),
		Steps: []Step{
			{Text: "Stop the cluster on all nodes.", Command: p.commands.stop, On: "every node, at the same time"},
			{Text: "Switch " + p.victim.Name + " off."},
			{Text: "Start the others together.", Command: p.commands.start, On: strings.Join(others, ", ")},
		},
		Watch: p.watch("how long it takes from when the first node is quorate until the filesystem is mounted"), Restore: p.rejoin(victims),
	}
	f := p.silence(victims, nil)
	f.Silent, f.DiskMaster, f.Joining = false, false, true
	d.judge(Predict(p.Timing, f), "nodes that start within post_join_delay of each other are not fenced")
	return d, ""
}

// block is the command that keeps packets to and from an address away, or lets
// them through again.
func block(action, chain, match, value string, v6 bool) string {
	tool := "iptables"
	if v6 {
		tool = "ip6tables"
	}
	return fmt.Sprintf("%s %s %s %s %s -j DROP", tool, action, chain, match, shell.Quote(value))
}
