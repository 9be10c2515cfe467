package drill

import (
	"fmt"
	"time"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/topology"
)

// Plan are the drills that a cluster can have.
type Plan struct {
	Cluster string
	// Suite is the generation of the cluster suite whose defaults count.
	Suite  string
	Nodes  []PlanNode
	Timing Timing
	Quorum Quorum
	// Probe is where the probe writes; its zero value where the topology has no
	// shared filesystem that is mounted.
	Probe ProbeOptions
	// Before is what is to be done before the first drill, After after each.
	Before, After []Step
	Drills        []Drill
	// Omitted are the drills that this cluster cannot have.
	Omitted []Omitted
	// Notes are what the numbers rest on, and what the drills will find.
	Notes []string
}

// PlanNode is a node of the cluster, and how it is fenced.
type PlanNode struct {
	Name, Host, Hypervisor string
	Votes                  int
	Methods                []Method
}

// Drill is one failure on purpose.
type Drill struct {
	// ID is the drill's name for tools; it does not change.
	ID, Title string
	// Fails says what fails, and what the cluster should do about it.
	Fails string
	// Victims are the nodes that fail.
	Victims []string
	Steps   []Step
	// Watch is what to look at meanwhile.
	Watch      []Step
	Prediction Prediction
	// Limit is the longest freeze, as the probe measures it, with which the drill is
	// passed.
	Limit time.Duration
	// Pass says what else must be so.
	Pass    string
	Restore []Step
}

// Step is something to do.
type Step struct {
	Text string
	// Command is what to type, "" for what no command does; On is where.
	Command, On string
}

// Omitted is a drill that a cluster cannot have.
type Omitted struct{ ID, Title, Why string }

// planner makes the plan of one cluster.
type planner struct {
	*Plan
	topology *topology.Topology
	cluster  *topology.Cluster
	measured map[string]Span
	commands commands
	// victim is the node that fails where one is enough: the last one.
	victim *topology.Node
}

// catalogue are all drills, in the order in which to do them: from the mildest on.
// make returns why a cluster cannot have the drill, "" where it can.
var catalogue = []struct {
	id, title string
	make      func(*planner) (Drill, string)
}{
	{"node-reboot", "Node rebooted in order", (*planner).nodeReboot},
	{"node-off", "Node switched off", (*planner).nodeOff},
	{"node-crash", "Kernel crashed", (*planner).nodeCrash},
	{"hypervisor-reboot", "Host of virtual machines rebooted", (*planner).hypervisorReboot},
	{"hypervisor-reset", "Host of virtual machines reset", (*planner).hypervisorReset},
	{"heartbeat-down", "Heartbeat network of a node down", (*planner).heartbeatDown},
	{"switch-off", "Switch off", (*planner).switchOff},
	{"storage-path", "Storage path of a node pulled", (*planner).storagePath},
	{"fence-device", "Fence device out of reach", (*planner).fenceDevice},
	{"quorum-disk", "Quorum disk lost", (*planner).quorumDisk},
	{"cold-start", "Cluster started without a node", (*planner).coldStart},
	{"quorum-lost", "Quorum lost", (*planner).quorumLost},
}

// NewPlan works out the drills of a cluster. measured are times that a run of a
// fence device took, by the device's name; they count in place of the agent's
// timeouts. ok is false where the nodes run no cluster suite that is known.
func NewPlan(t *topology.Topology, c *topology.Cluster, measured map[string]Span) (plan *Plan, ok bool) {
	timing, ok := TimingOf(c)
	if !ok {
		return nil, false
	}
	platform := c.Nodes[0].Host.Value.Platform
	p := &planner{
		Plan:     &Plan{Cluster: c.Name, Suite: generationOf(platform).name, Timing: timing, Quorum: QuorumOf(c)},
		topology: t, cluster: c, measured: measured, commands: commandsOf(platform, sharedFilesystem(t, c)), victim: c.Nodes[len(c.Nodes)-1],
	}
	p.Probe, ok = ProbeFor(t, c)
	if !ok {
		p.note("The topology has no filesystem of this cluster with a mount point: give the probe its directory with -d.")
	}
	for _, n := range c.Nodes {
		p.Nodes = append(p.Nodes, p.node(n))
	}
	p.before()
	p.afterwards()
	for _, entry := range catalogue {
		d, why := entry.make(p)
		if why != "" {
			p.Omitted = append(p.Omitted, Omitted{entry.id, entry.title, why})
			continue
		}
		d.ID, d.Title = entry.id, entry.title
		p.Drills = append(p.Drills, d)
	}
	p.notes()
	return p.Plan, true
}

func (p *planner) note(format string, args ...any) {
	p.Notes = append(p.Notes, fmt.Sprintf(format, args...))
}

// node is what the plan says of a node.
func (p *planner) node(n *topology.Node) PlanNode {
	node := PlanNode{Name: n.Name, Host: n.Host.Value.Name, Votes: n.Votes.Value, Methods: Methods(n, p.measured)}
	if h := n.Host.Value.Hypervisor.Value; h != nil {
		node.Hypervisor = h.Name
	}
	return node
}

// notes say what the numbers rest on.
func (p *planner) notes() {
	p.note("A freeze is counted from the failure. Writes that need no lock of the dead node go on until the membership changes, so that a probe can measure up to %s less.", inSeconds(p.Timing.Token.Value+p.Timing.Consensus.Value))
	p.note("The replay of a journal is taken to need %s.", usualReplay.text())
	unmeasured, byHand := p.devices()
	for _, name := range unmeasured {
		p.note("A run of fence device %q is bounded by the timeouts of its agent alone. Time one (see \"Before the first drill\") and give it as in --fence-time %s=32s: the prediction becomes much closer.", name, name)
	}
	for _, name := range byHand {
		p.note("Fence device %q waits for a person, so that no freeze has an end by itself.", name)
	}
	p.hypervisorNote()
	if p.Quorum.TwoNode {
		p.raceNote()
	}
}

// devices are the fence devices whose times are not measured, and those that wait
// for a person, each once and in order.
func (p *planner) devices() (unmeasured, byHand []string) {
	for _, n := range p.Nodes {
		for _, m := range n.Methods {
			for _, r := range m.Runs {
				if r.ByHand {
					byHand = appendNew(byHand, r.Device)
				} else if !r.Measured {
					unmeasured = appendNew(unmeasured, r.Device)
				}
			}
		}
	}
	return unmeasured, byHand
}

// raceNote says who wins where two nodes fence each other.
func (p *planner) raceNote() {
	for _, n := range p.cluster.Nodes {
		for _, f := range n.Fences {
			if delay, given := parameter(f, "delay"); given && delay != "0" {
				p.note("The fencing of %s waits for %s s: where both nodes live and do not hear each other, %s wins.", n.Name, delay, n.Name)
				return
			}
		}
	}
	p.note("No fence device has a delay: where both nodes live and do not hear each other, each can fence the other. Give the devices of the node that shall win the parameter delay.")
}

// kindOf is how a fence device cuts nodes off.
func kindOf(agent string) clusterconf.AgentKind {
	if spec := clusterconf.LookupAgent(agent); spec != nil {
		return spec.Kind
	}
	return clusterconf.PowerAgent
}

// limitAbove is the longest measured freeze with which a drill is passed: what is
// predicted at the most, and the two seconds to which a probe that writes each
// second is exact, rounded up to whole five seconds.
func limitAbove(p Prediction) time.Duration {
	const step = 5 * time.Second
	return (p.Most + 2*time.Second + step - 1) / step * step
}
