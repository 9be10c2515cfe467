package rules

import "github.com/everlinux/hagen/pkg/lint"

func ifcfgRules() []*lint.Rule {
	return []*lint.Rule{
		ifcfgBondARPMode,
		ifcfgBondARPNoTarget,
		ifcfgBondARPTarget,
		ifcfgBondARPTargetOwn,
		ifcfgBondARPValidateNoARP,
		ifcfgBondDelayMultiple,
		ifcfgBondDelayNoMiimon,
		ifcfgBondMiimonOnly,
		ifcfgBondModeNumber,
		ifcfgBondModeUnknown,
		ifcfgBondNoMonitor,
		ifcfgBondParameterMode,
		ifcfgBondParameterPartner,
		ifcfgBondParameterPlace,
		ifcfgBondParameterRelease,
		ifcfgBondParameterUnknown,
		ifcfgBondParameterValue,
		ifcfgBondTwoMonitors,
	}
}
