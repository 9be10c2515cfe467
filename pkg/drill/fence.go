package drill

import (
	"strconv"
	"time"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/topology"
)

// Method is a way to fence a node: runs of agents, all of which must succeed.
type Method struct {
	Name string
	Runs []Run
}

// Run is one run of a fence agent.
type Run struct {
	Device, Agent string
	// Success is how long a run takes that succeeds, Failure one that fails.
	Success, Failure Span
	// ByHand is true where a person has to confirm.
	ByHand bool
	// Measured is true where the times were measured, not worked out from timeouts.
	Measured bool
}

// Methods are the methods of a node in the order in which fenced tries them.
// Blocks of one label are one method; two or more devices in it that switch power
// run twice, off and on. measured are times of a device's runs by the device's
// name, nil for none.
func Methods(n *topology.Node, measured map[string]Span) []Method {
	var list []Method
	blocks := make(map[string][]*topology.Fence)
	for _, f := range n.Fences {
		if blocks[f.Name] == nil {
			list = append(list, Method{Name: f.Name})
		}
		blocks[f.Name] = append(blocks[f.Name], f)
	}
	for i, m := range list {
		twice := switchedTwice(blocks[m.Name])
		for _, f := range blocks[m.Name] {
			list[i].Runs = append(list[i].Runs, runOf(f, measured, !twice[f]))
		}
		for _, f := range blocks[m.Name] {
			if twice[f] {
				list[i].Runs = append(list[i].Runs, runOf(f, measured, false))
			}
		}
	}
	return list
}

// switchedTwice are the blocks of a method that hagen writes twice, to switch off
// and on again: those whose devices switch power, where there are several and none
// says what to do.
func switchedTwice(blocks []*topology.Fence) map[*topology.Fence]bool {
	twice := make(map[*topology.Fence]bool)
	for _, f := range blocks {
		if f.Device.Value == nil {
			continue
		}
		if spec := clusterconf.LookupAgent(f.Device.Value.Agent.Value); spec != nil && spec.Kind.Switches() {
			if chosenAction(f) != "" {
				return nil
			}
			twice[f] = true
		}
	}
	if len(twice) < 2 {
		return nil
	}
	return twice
}

// chosenAction is what the topology tells the agent to do, "" for the agent's default.
func chosenAction(f *topology.Fence) string {
	if f.Action.Set {
		return f.Action.Value
	}
	for _, name := range []string{"action", "option"} {
		if value, given := parameter(f, name); given {
			return value
		}
	}
	return ""
}

// runOf works out how long a run of an agent takes, from the timeouts of the
// agent: those of the topology, and otherwise the agent's defaults. reboots is false
// where the run only switches off, or only on.
func runOf(f *topology.Fence, measured map[string]Span, reboots bool) Run {
	d := f.Device.Value
	if d == nil {
		return Run{}
	}
	run := Run{Device: d.Name, Agent: d.Agent.Value}
	kind := clusterconf.PowerAgent
	spec := clusterconf.LookupAgent(run.Agent)
	if spec != nil {
		kind = spec.Kind
	}
	run.ByHand = kind == clusterconf.ManualAgent
	if s, ok := measured[run.Device]; ok {
		run.Success, run.Failure, run.Measured = s, s, true
		return run
	}
	times := make(map[string]time.Duration)
	for _, p := range agentTimes {
		times[p.name] = p.value
		if spec != nil && spec.Parameter(p.name) != nil {
			times[p.name] = wholeSeconds(spec.Parameter(p.name).Default, p.value)
		}
		if text, given := parameter(f, p.name); given {
			times[p.name] = wholeSeconds(text, p.value)
		}
	}
	action := chosenAction(f)
	reboots = reboots && kind.Switches() && (action == "" || action == "reboot")
	run.Success = runTime(run.Agent, times, reboots)
	run.Failure = Span{0, run.Success.Most}
	return run
}

// agentTimes are the timeouts of the agents' common library and its defaults.
// Source: fencing.py, from SHELL_TIMEOUT, LOGIN_TIMEOUT and POWER_TIMEOUT of RHEL 5 on.
var agentTimes = []struct {
	name  string
	value time.Duration
}{
	{"delay", 0}, {"login_timeout", 5 * time.Second}, {"shell_timeout", 3 * time.Second},
	{"power_timeout", 20 * time.Second}, {"power_wait", 0},
}

// helperAgents run a helper for each step, to which login, shell and power timeout
// are given together. Source: vmware_vi_run_command and vmware_run_command.
var helperAgents = map[string]bool{"fence_vmware_vi": true, "fence_vmware": true}

// runTime works out a run from its timeouts. A reboot asks for the state, switches
// off, waits until it is off, switches on and waits until it is on. Source:
// fence_action and wait_power_status of fencing.py.
func runTime(agent string, t map[string]time.Duration, reboots bool) Span {
	switches, steps := 1, 3
	if reboots {
		switches, steps = 2, 5
	}
	waits := time.Duration(switches) * t["power_wait"]
	least := t["delay"] + waits
	if helperAgents[agent] {
		return Span{least, least + time.Duration(steps)*(t["login_timeout"]+t["shell_timeout"]+t["power_timeout"])}
	}
	most := least + t["login_timeout"] + time.Duration(switches+1)*t["shell_timeout"] + time.Duration(switches)*t["power_timeout"]
	return Span{least, most}
}

// parameter is a parameter of an agent as the topology gives it, for the node or
// the device.
func parameter(f *topology.Fence, name string) (value string, given bool) {
	lists := []topology.Params{f.Params}
	if f.Device.Value != nil {
		lists = append(lists, f.Device.Value.Params)
	}
	for _, list := range lists {
		for _, p := range list {
			if p.Name == name {
				return p.Value, true
			}
		}
	}
	return "", false
}

// wholeSeconds reads a timeout; anything else than a number of seconds is passed over.
func wholeSeconds(text string, otherwise time.Duration) time.Duration {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return otherwise
	}
	return time.Duration(n) * time.Second
}

// Try works out one try of fencing: the methods in order until one succeeds. The
// devices that are broken make their method fail. ok is false where all fail.
func Try(methods []Method, broken map[string]bool) (s Span, ok bool) {
	for _, m := range methods {
		failed := false
		for _, r := range m.Runs {
			if broken[r.Device] {
				s, failed = s.plus(r.Failure), true
				break // fenced does not run what comes behind
			}
			s = s.plus(r.Success)
		}
		if !failed && len(m.Runs) > 0 {
			return s, true
		}
	}
	return s, false
}

// usualReplay is how long the replay of a journal takes: 128 MB at the most, the
// size that mkfs gives it, read and written once.
var usualReplay = Span{0, 5 * time.Second}

const usualReplaySource = "assumed for a journal of 128 MB"
