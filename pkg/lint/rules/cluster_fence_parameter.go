package rules

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceParameter = &lint.Rule{
	ID:       "cluster-fence-parameter",
	Severity: lint.Warning,
	Doc: `A parameter that this fence agent does not have

The schema of RHEL 6 passes any parameter of any agent. The agent that gets one which it does not know ignores it, so
that what it was meant to say is not said.

Write the parameter that the agent knows, or take it out.

Source: the metadata of the fence agents (agent -o metadata).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		named := clusterNamesOf(f)
		for _, d := range validated(p, f) {
			if d.Summary == "Unknown parameter" && d.Severity == hcl.DiagWarning {
				p.ReportFix(*d.Subject, named.suggested(d), "%s", schemaMessage(d))
			}
		}
	},
}
