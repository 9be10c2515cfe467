package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterSchemaTolerated = &lint.Rule{
	ID:       "cluster-schema-tolerated",
	Severity: lint.Info,
	Doc: `An attribute outside of the schema that the daemons read or pass over

The schema of RHEL 5 lists less than the daemons read, so that its checks and the tools stumble over attributes that
work, and over others that do nothing.

Nothing has to be done where the attribute is meant. Take it out where a tool refuses the file.

Source: the schema of system-config-cluster on RHEL 5; cmanccs.c of cman 2.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		others := otherRulePlaces(f)
		for _, d := range validated(p, f) {
			if d.Summary == "Attribute outside of the schema" && !others[*d.Subject] {
				p.Report(*d.Subject, "%s", schemaMessage(d))
			}
		}
	},
}
