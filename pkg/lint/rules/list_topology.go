package rules

import "github.com/everlinux/hagen/pkg/lint"

func topologyRules() []*lint.Rule {
	return []*lint.Rule{
		topologyBondHeartbeatMode,
		topologyBondIndependentSwitches,
		topologyBondOnVM,
		topologyBondOneSwitch,
	}
}
