package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
)

// All returns every rule, by id.
func All() []*lint.Rule {
	return slices.Concat(apacheRules(), clusterRules(), fstabRules(), hostsRules(), ifcfgRules(), modprobeRules(), nginxRules(), topologyRules())
}
