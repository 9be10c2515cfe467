package rules

import "github.com/everlinux/hagen/pkg/lint"

func topologyRules() []*lint.Rule {
	return []*lint.Rule{
		topologyBondIndependentSwitches,
		topologyBondLacpSwitch,
		topologyBondMiimonOnly,
		topologyBondOnVM,
		topologyBondOneSwitch,
		topologyFenceHypervisor,
		topologyFenceManagerOnHypervisor,
		topologyFencePassword,
		topologyGfsJournals,
		topologyGfsRelease,
		topologyNodesOneHypervisor,
		topologyRdmController,
		topologyRdmVirtual,
	}
}
