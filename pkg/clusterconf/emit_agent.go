package clusterconf

import (
	"strings"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/topology"
)

// parameters writes the parameters of a fence agent into an element, under the
// names of the cluster.conf era.
type parameters struct {
	*fencing
	agent   string
	spec    *AgentSpec // nil for an agent of which nothing is known
	release agentRelease
	el      *Element
	shared  *Element // the <fencedevice> beside a <device>, else nil
	device  *topology.FenceDevice
}

func (f *fencing) parameters(d *topology.FenceDevice, el, shared *Element) *parameters {
	p := &parameters{fencing: f, agent: d.Agent.Value, spec: LookupAgent(d.Agent.Value), el: el, shared: shared, device: d}
	p.release = agentRelease{address: "ipaddr", cut: "port", action: "action"}
	if p.spec != nil {
		p.release = p.spec.release(f.emitter.release)
	}
	return p
}

// open writes open attributes of a block.
func (p *parameters) open(params topology.Params) {
	for _, param := range params {
		v := textOf(param.Attr)
		v.text = daemonWord("", "", v.text)
		name := param.Name
		if p.spec != nil {
			name = p.spec.OldName(name)
		}
		if name == "action" && p.release.action != "" {
			name = p.release.action
		}
		p.write(name, v)
	}
}

// write writes a parameter that the agent has to know, with a value that the
// agent reads back as it is.
func (p *parameters) write(name string, v value) {
	switch {
	case v.missing:
		return
	case p.spec != nil && p.spec.Parameter(name) == nil:
		p.errorf(v.name, "Unknown parameter", "%s has no parameter %q.%s", p.agent, name, suggest.DidYouMean(name, p.spec.names))
		return
	case p.shared != nil && p.shared.Attr(name) != nil:
		p.errorf(v.name, "Parameter in two places", "%s is set in fence_device %q already: the agent would be given both and take the last.", name, p.device.Name)
		return
	}
	if problem := p.checkValue(v.text); problem != "" {
		p.errorf(v.at, "Value that the agent cannot read", "%s is handed to %s as a line \"%s=value\", and %s.", name, p.agent, name, problem)
	}
	p.fencing.write(p.el, name, v)
}

// checkValue says why an agent would not read a value as it is; "" where it does.
// Sources: process_input in fencing.py, get_options_stdin in the Perl agents and
// in ipmilan.c, vmware_vi_prepare_command in fence_vmware_vi.py.
func (p *parameters) checkValue(text string) string {
	switch forbidden := p.release.forbids; {
	case strings.TrimSpace(text) != text:
		return "the agents drop blanks at the beginning and the end of a value"
	case forbidden == "blank" && strings.ContainsAny(text, " \t"):
		return "this agent loses what comes behind the first blank"
	case forbidden != "" && forbidden != "blank" && strings.Contains(text, forbidden):
		return "this agent loses what comes behind the first " + forbidden
	}
	return ""
}

// cut writes what the agent is to cut for a node: the port given, or what is known
// from the node and its host.
func (p *parameters) cut(n *topology.Node, b *topology.Fence) {
	name := p.release.cut
	if b.Port.Set {
		if p.spec != nil && name == "" {
			p.errorf(b.Port.NameRange, "No port to choose", "%s cuts off the one machine that it connects to.", p.agent)
			return
		}
		p.write(name, textOf(b.Port))
		return
	}
	if p.spec == nil || p.chosen(b.Params) {
		return
	}
	h := n.Host.Value
	switch {
	case (name == "nodename" || name == "node") && p.fencing.release == CMAN2:
		p.write(name, fixed(n.Name, n.NameRange)) // fenced of cman 3 adds it by itself
	case p.spec.Kind != VMAgent:
	case h.VMUUID.Set && p.spec.Parameter("uuid") != nil:
		p.write("uuid", textOf(h.VMUUID))
	case h.VMName.Set:
		p.write(name, textOf(h.VMName))
	}
}

// chosen tells whether the block or its device say what to cut among their open
// attributes.
func (p *parameters) chosen(params topology.Params) bool {
	for _, name := range []string{p.release.cut, "uuid"} {
		if p.shared.Attr(name) != nil {
			return true
		}
		for _, param := range params {
			if p.spec.OldName(param.Name) == name {
				return true
			}
		}
	}
	return false
}

// checkComplete checks that the agent is given what it cannot work without.
func (p *parameters) checkComplete(b *topology.Fence) {
	if p.spec == nil {
		return
	}
	given := func(names ...string) bool {
		for _, name := range names {
			if p.el.Attr(name) != nil || p.shared.Attr(name) != nil {
				return true
			}
		}
		return false
	}
	needs := func(name string) bool {
		param := p.spec.Parameter(name)
		return name != "" && param != nil && param.Required
	}
	address := p.spec.Parameter(p.release.address)
	switch {
	case p.release.address != "" && address.Default == "" && !given(p.release.address):
		p.errorf(p.device.Range, "Missing address", "%s needs the address to connect to.", p.agent)
	case needs("login") && !given("login"):
		p.errorf(p.device.Range, "Missing login", "%s needs a login.", p.agent)
	case needs("login") && !given("passwd", "passwd_script", "identity_file"):
		p.errorf(p.device.Range, "Missing password", "%s needs a password or a password_script.", p.agent)
	case p.spec.Kind == VMAgent && needs(p.release.cut) && !given(p.release.cut, "uuid"):
		p.errorf(b.Range, "Missing port", "%s needs the name of the virtual machine: set port here, or vm_name of the host.", p.agent)
	case needs(p.release.cut) && p.release.cut != "nodename" && !given(p.release.cut, "uuid"):
		p.errorf(b.Range, "Missing port", "%s needs to know what to cut: set port.", p.agent)
	}
}
