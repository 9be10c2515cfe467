package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceParameterMissing = &lint.Rule{
	ID:       "cluster-fence-parameter-missing",
	Severity: lint.Error,
	Doc: `A fence agent that is not told what it needs

fenced hands the agent what <fencedevice> and <device> say. Without an address it has nothing to connect to, without a
port nothing to switch: it fails each time, and the node is not cut off.

Give the parameter: who and where in <fencedevice>, what to switch in the <device> of each node.

Source: the metadata of the fence agents (agent -o metadata).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, u := range fenceUses(p, f) {
			agent := clusterconf.LookupAgent(u.Agent)
			if agent == nil || !agent.Kind.Switches() { // fabric agents work out the key from the node that fenced names
				continue
			}
			for _, missing := range missingParameters(u, agent) {
				p.Report(placeOf(u.Device.Element, "name"), "%s, by which node %q is fenced, gets no %s", u.Agent, attrText(u.Node.Name), missing)
			}
		}
	},
}

// missingParameters returns the names, as cluster.conf spells them, of what an agent
// must be told and is not.
func missingParameters(u fenceUse, agent *clusterconf.AgentSpec) []string {
	required := func(name string) bool {
		p := agent.Parameter(name)
		return p != nil && p.Required && p.Default == ""
	}
	var missing []string
	// Most agents with one target take its address as their port as well.
	if u.address() == "" && (required("ip") || agent.Parameter("ip") != nil && u.target() == "" && agent.Kind.Switches()) {
		missing = append(missing, agent.OldName("ip"))
	}
	if required("username") && u.Params["login"] == "" && u.Params["username"] == "" {
		missing = append(missing, agent.OldName("username"))
	}
	// An iDRAC has a port only where it is in a chassis.
	if required("plug") && u.target() == "" && u.Params["nodename"] == "" && u.Agent != "fence_drac5" {
		missing = append(missing, agent.OldName("plug"))
	}
	return missing
}
