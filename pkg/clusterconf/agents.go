package clusterconf

import (
	"slices"
	"sync"
)

// AgentKind says how a fence agent cuts a node off.
type AgentKind string

const (
	// PowerAgent switches the node's power.
	PowerAgent AgentKind = "power"
	// FabricAgent takes the node's storage away; the node itself stays up.
	FabricAgent AgentKind = "fabric"
	// VMAgent switches a virtual machine.
	VMAgent AgentKind = "vm"
	// ManualAgent waits for a person.
	ManualAgent AgentKind = "manual"
	// KdumpAgent waits for a crashed node's word that it is dumping its memory.
	KdumpAgent AgentKind = "kdump"
)

// Switches tells whether an agent of that kind turns a node off and on again.
func (k AgentKind) Switches() bool { return k == PowerAgent || k == VMAgent }

// Shipping says whether a release has an agent.
type Shipping string

const (
	// Shipped agents are part of the release, from its first version or a later one
	// (see [AgentSpec.Since]).
	Shipped Shipping = "yes"
	// NotShipped agents are not part of the release.
	NotShipped Shipping = "no"
	// NeverShipped agents have never been part of any release.
	NeverShipped Shipping = "never"
	// ShippingUnknown is said of agents about which no source says anything.
	ShippingUnknown Shipping = "?"
)

// AgentSpec is what is known about a fence agent.
type AgentSpec struct {
	Name string
	Kind AgentKind
	// Note is a fact worth a word where the agent is used; "" for none.
	Note       string
	parameters map[string]*AgentParameter
	names      []string // of the parameters, sorted
	releases   map[Release]agentRelease
}

// agentRelease is how an agent looks in a release.
type agentRelease struct {
	shipping Shipping
	since    string
	// The names of the parameters for the device's address, for what to cut and
	// for the action; "" where the agent takes none.
	address, cut, action string
	// forbids is what values must not hold, for the agent would cut them off
	// there: a character, or "blank"; "" for nothing.
	forbids string
}

// AgentParameter is a parameter of a fence agent: an attribute of <fencedevice>
// or <device>, which fenced hands to the agent.
type AgentParameter struct {
	Name     string
	Required bool
	// Obsolete is true for the names of the cluster.conf era (ipaddr, login), which
	// fence-agents 4 deprecates. New is then the name that replaced it, if any.
	Obsolete bool
	// Old is the name of the cluster.conf era for a parameter that has got a new
	// name since; "" for every other.
	Old     string
	New     string
	Type    string // "string", "boolean", "integer", "second" or "select:" with words separated by "|"
	Default string
}

// compatible are names that the agents' common library takes for others.
// Source: process_input in fencing.py, from its first version on.
var compatible = map[string]string{"option": "action", "blade": "port", "hostname": "ipaddr"}

// Shipping says whether a release has the agent.
func (a *AgentSpec) Shipping(r Release) Shipping { return a.release(r).shipping }

// release returns how the agent looks in a release. Agents that the table of
// releases does not list came later than both.
func (a *AgentSpec) release(r Release) agentRelease {
	if rel, ok := a.releases[r]; ok {
		return rel
	}
	rel := agentRelease{shipping: NotShipped, action: "action"}
	for _, known := range []struct {
		name string
		to   *string
	}{{"ipaddr", &rel.address}, {"port", &rel.cut}} {
		if a.parameters[known.name] != nil {
			*known.to = known.name
		}
	}
	return rel
}

// Since returns the minor version of the release that brought the agent: "5.7".
// It is "" for an agent that was there from the beginning or is not there at all.
func (a *AgentSpec) Since(r Release) string { return a.release(r).since }

// Parameter returns the agent's parameter of that name, old or new; nil for a
// parameter that the agent does not know.
func (a *AgentSpec) Parameter(name string) *AgentParameter {
	if p := a.parameters[name]; p != nil {
		return p
	}
	return a.parameters[compatible[name]]
}

// OldName returns the name that a parameter has in cluster.conf: the one of the
// cluster.conf era where there is one.
func (a *AgentSpec) OldName(name string) string {
	if p := a.parameters[name]; p != nil && p.Old != "" {
		return p.Old
	}
	return name
}

// LookupAgent returns what is known about a fence agent, nil for an unknown one.
func LookupAgent(name string) *AgentSpec { return agents()[name] }

// AgentNames returns the names of the agents that a release is known to have,
// sorted.
func AgentNames(r Release) []string {
	var names []string
	for name, a := range agents() {
		if a.Shipping(r) == Shipped {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// agents are all known agents by name.
var agents = sync.OnceValue(func() map[string]*AgentSpec {
	specs := make(map[string]*AgentSpec)
	for _, row := range table("agent-parameters.tsv") {
		a := specs[row[0]]
		if a == nil {
			a = &AgentSpec{Name: row[0], parameters: make(map[string]*AgentParameter)}
			specs[row[0]] = a
		}
		a.add(&AgentParameter{
			Name: row[1], Required: row[2] == "1", Obsolete: row[3] == "1", Old: row[4],
			Type: row[5], Default: row[6],
		})
	}
	for _, a := range specs {
		slices.Sort(a.names)
		for _, name := range a.names {
			p := a.parameters[name]
			if old := a.parameters[p.Old]; old != nil {
				old.New = name
			}
		}
	}
	for _, row := range table("agents.tsv") {
		specs[row[0]].describe(row)
	}
	return specs
})

// add adds a parameter. What the agent does unless it is told otherwise says of
// what kind it is: power is switched off and on, storage only off.
func (a *AgentSpec) add(p *AgentParameter) {
	a.parameters[p.Name] = p
	a.names = append(a.names, p.Name)
	if p.Name == "action" {
		a.Kind = FabricAgent
		if p.Default == "reboot" {
			a.Kind = PowerAgent
		}
	}
}

// describe takes what a row of agents.tsv says about the agent.
func (a *AgentSpec) describe(row []string) {
	for i, field := range row {
		if field == "-" {
			row[i] = ""
		}
	}
	a.Kind, a.Note = AgentKind(row[3]), row[9]
	two := agentRelease{address: row[4], cut: row[5], action: row[7], forbids: row[8]}
	three := agentRelease{address: row[4], cut: row[6]}
	if three.address == "hostname" {
		three.address = "ipaddr"
	}
	if a.parameters["action"] != nil {
		three.action = "action"
	}
	two.shipping, two.since = readShipping(row[1])
	three.shipping, three.since = readShipping(row[2])
	a.releases = map[Release]agentRelease{CMAN2: two, CMAN3: three}
}

// readShipping reads a field of agents.tsv: a word, or the minor version that
// brought the agent.
func readShipping(field string) (Shipping, string) {
	if field[0] >= '0' && field[0] <= '9' {
		return Shipped, field
	}
	return Shipping(field), ""
}
