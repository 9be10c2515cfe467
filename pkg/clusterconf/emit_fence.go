package clusterconf

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// fenced tries the first eight methods of a node and the first eight devices of a
// method, and never looks at more. Source: MAX_METHODS and MAX_DEVICES in agent.c.
const (
	maxMethods = 8
	maxDevices = 8
)

// argumentSpace is the size in bytes of the buffer in which fenced collects the
// parameters of an agent. That of cman 2 is not checked: fenced overruns it.
// Source: MAX_AGENT_ARGS_LEN and FENCE_AGENT_ARGS_MAX in agent.c and libfence.h.
var argumentSpace = map[Release]int{CMAN2: 512, CMAN3: 4096}

// methodPath is how fenced of cman 2 asks for the devices of a method, in a buffer
// of pathSpace bytes that is not checked either.
const (
	methodPath = `/cluster/clusternodes/clusternode[@name="%s"]/fence/method[@name="%s"]/device[%d]/@name`
	pathSpace  = 256
)

// nodes compiles <clusternodes> and, from what they use, <fencedevices>.
func (e *emitter) nodes(root *Element) {
	c := e.cluster
	nodes := e.child(root, "clusternodes", c.Range)
	f := &fencing{emitter: e, devices: make(map[*topology.FenceDevice]*Element)}
	f.list = NewElement("fencedevices", c.Range)
	f.list.Parent = root
	for _, n := range c.Nodes {
		el := e.child(nodes, "clusternode", n.Range)
		e.set(el, "name", fixed(n.Name, n.NameRange))
		e.set(el, "nodeid", fixed(numberOf(n.NodeID).text, n.NodeID.Range))
		e.set(el, "votes", numberOf(n.Votes))
		e.set(el, "weight", numberOf(n.Weight))
		if a := n.AltName; a != nil {
			alt := e.child(el, "altname", a.Range)
			e.set(alt, "name", fixed(a.Name, a.NameRange))
			e.set(alt, "mcast", given(a.MCast, a.MCast.Value.String()))
			e.set(alt, "port", numberOf(a.Port))
			e.set(alt, "ttl", numberOf(a.TTL))
		}
		f.methods(el, n)
		f.unfence(el, n)
	}
	if len(f.list.Children) > 0 {
		root.Append(f.list)
	}
}

// fencing compiles how the nodes are cut off.
type fencing struct {
	*emitter
	list    *Element                           // <fencedevices>
	devices map[*topology.FenceDevice]*Element // in it, in order of first use
}

// methods writes a node's <fence>: its blocks of one label are one method.
func (f *fencing) methods(node *Element, n *topology.Node) {
	if len(n.Fences) == 0 {
		return
	}
	fence := f.child(node, "fence", n.Range)
	blocks := make(map[string][]*topology.Fence)
	var names []*topology.Fence // the first block of each method
	for _, b := range n.Fences {
		if blocks[b.Name] == nil {
			names = append(names, b)
		}
		blocks[b.Name] = append(blocks[b.Name], b)
	}
	for i, first := range names {
		if i == maxMethods {
			f.errorf(first.Range, "Too many methods", "fenced tries the first %d methods of a node; this one would never be used.", maxMethods)
		}
		f.checkMethod(n, first)
		method := f.child(fence, "method", first.Range)
		f.set(method, "name", fixed(first.Name, first.NameRange))
		f.method(method, n, blocks[first.Name])
	}
}

// checkMethod checks that fenced can ask for a method by its name.
func (f *fencing) checkMethod(n *topology.Node, m *topology.Fence) {
	if strings.Contains(m.Name, `"`) {
		f.errorf(m.NameRange, "Method that fenced cannot find", "fenced looks the method up by an XPath expression that has its name in double quotes, so that the name cannot have one.")
	}
	if path := fmt.Sprintf(methodPath, n.Name, m.Name, maxDevices); f.release == CMAN2 && len(path) >= pathSpace {
		f.errorf(m.NameRange, "Names too long", "The names of the node and of the method have %d bytes together; fenced of %s has room for %d.", len(n.Name)+len(m.Name), f.release, pathSpace-1-len(path)+len(n.Name)+len(m.Name))
	}
}

// method writes the devices of a method. Two devices or more that switch a node
// each feed one of its power supplies: the default of switching off and on again,
// one device after the other, would never leave the node without power, and so
// all are switched off first and on afterwards. Source: fenced(8).
func (f *fencing) method(method *Element, n *topology.Node, blocks []*topology.Fence) {
	var switching []*topology.Fence
	for _, b := range blocks {
		if spec := f.agent(b); spec != nil && spec.Kind.Switches() {
			if b.Action.Set || has(b.Params, "action") || has(b.Params, "option") {
				switching = nil
				break
			}
			switching = append(switching, b)
		}
	}
	if len(switching) < 2 {
		switching = nil
	}
	isSwitching := make(map[*topology.Fence]bool)
	for _, b := range switching {
		isSwitching[b] = true
	}
	for _, b := range blocks {
		action := textOf(b.Action)
		if isSwitching[b] {
			action = fixed("off", b.Range)
		}
		f.device(method, n, b, action)
	}
	for _, b := range switching {
		f.device(method, n, b, fixed("on", b.Range))
	}
	if count := len(blocks) + len(switching); count > maxDevices {
		f.errorf(blocks[0].Range, "Too many devices", "The method takes %d runs of fence agents (devices that switch power run twice: off and on); fenced runs the first %d.", count, maxDevices)
	}
}

// unfence writes what gives a node its access back.
func (f *fencing) unfence(node *Element, n *topology.Node) {
	if len(n.Unfence) == 0 {
		return
	}
	unfence := f.child(node, "unfence", n.Unfence[0].Range)
	for i, b := range n.Unfence {
		if i == maxDevices {
			f.errorf(b.Range, "Too many devices", "fenced runs the first %d devices; this one would never be used.", maxDevices)
		}
		action := textOf(b.Action)
		if action.missing && !has(b.Params, "action") {
			action = fixed("on", b.Range)
		}
		f.device(unfence, n, b, action)
	}
}

// agent is what is known about the agent of a block's device, nil for nothing.
func (f *fencing) agent(b *topology.Fence) *AgentSpec {
	return LookupAgent(b.Device.Value.Agent.Value)
}

// device writes a <device>: which device, and what it is to cut.
func (f *fencing) device(parent *Element, n *topology.Node, b *topology.Fence, action value) {
	d := b.Device.Value
	shared := f.fenceDevice(d)
	el := f.child(parent, "device", b.Range)
	f.set(el, "name", fixed(d.Name, b.Device.Range))
	p := f.parameters(d, el, shared)
	p.cut(n, b)
	if !action.missing {
		if p.spec != nil && p.release.action == "" {
			f.errorf(action.name, "No action to choose", "%s knows one action alone.", p.agent)
		} else {
			p.write(p.release.action, action)
		}
	}
	p.open(b.Params)
	p.checkComplete(b)
	f.checkSpace(n, el, shared)
}

// checkSpace checks that fenced has room for the parameters of one run.
func (f *fencing) checkSpace(n *topology.Node, el, shared *Element) {
	size := 1 // the final NUL
	longest := el.Attrs[0]
	for _, list := range [][]*Attr{el.Attrs, shared.Attrs} {
		for _, a := range list {
			if a.Name.Text != "name" {
				size += len(a.Name.Text) + len("=\n") + len(a.Value.Text)
			}
			if len(a.Value.Text) > len(longest.Value.Text) {
				longest = a
			}
		}
	}
	if f.release == CMAN3 {
		size += len("nodename=\n") + len(n.Name)
	}
	if limit := argumentSpace[f.release]; size > limit {
		f.errorf(longest.Origin, "Parameters too long", "The parameters of the agent take %d bytes as fenced hands them over; fenced of %s has room for %d. This is the longest.", size, f.release, limit)
	}
}

// fenceDevice writes a <fencedevice> where the cluster uses it first, and returns it.
func (f *fencing) fenceDevice(d *topology.FenceDevice) *Element {
	if el := f.devices[d]; el != nil {
		return el
	}
	el := f.child(f.list, "fencedevice", d.Range)
	f.devices[d] = el
	f.checkAgent(d)
	f.set(el, "name", fixed(d.Name, d.NameRange))
	f.set(el, "agent", textOf(d.Agent))
	p := f.parameters(d, el, nil)
	if d.Address.Set && p.spec != nil && p.release.address == "" {
		f.errorf(d.Address.NameRange, "No address needed", "%s connects to no address.", p.agent)
	} else {
		p.write(p.release.address, textOf(d.Address))
	}
	p.write("login", textOf(d.Login))
	p.write("passwd", textOf(d.Password))
	p.write("passwd_script", textOf(d.PasswordScript))
	p.open(d.Params)
	return el
}

// checkAgent reports an agent that the release lacks: an error where a source
// says so, a warning where it may have been installed by other means.
func (f *fencing) checkAgent(d *topology.FenceDevice) {
	if strings.HasPrefix(d.Agent.Value, ".") || strings.HasPrefix(d.Agent.Value, "-") {
		f.errorf(d.Agent.Range, "Not an agent", "%q cannot be the name of a program, which fenced looks for in its PATH.", d.Agent.Value)
		return
	}
	problem := agentProblem(f.release, d.Agent.Value)
	if problem == "" {
		return
	}
	severity := hcl.DiagWarning
	if spec := LookupAgent(d.Agent.Value); spec != nil && spec.releases[f.release].shipping == NotShipped {
		severity = hcl.DiagError
	}
	f.report(severity, d.Agent.Range, "Agent not in the release", "%s", problem)
}
