package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceAgent = &lint.Rule{
	ID:       "cluster-fence-agent",
	Severity: lint.Warning,
	Doc: `A fence agent that the release does not have

fenced runs the agent from the host's own programs. Where there is none of that name, fencing fails, and the cluster
stands still until someone brings the agent.

Use an agent of the release, or make sure that every node has this one, in the same version.

Source: the packages of RHEL 5 and RHEL 6; the history of fence-agents.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, d := range validated(p, f) {
			if d.Summary == "Agent not in the release" {
				p.Report(*d.Subject, "%s", schemaMessage(d))
			}
		}
	},
}
