package rules

import "github.com/everlinux/hagen/pkg/lint"

func modprobeRules() []*lint.Rule {
	return []*lint.Rule{
		modprobeBondMaxBondsDefault,
		modprobeBondMaxBondsIfcfg,
		modprobeBondMaxBondsLow,
		modprobeBondOptionsDiffer,
		modprobeBondOptionsModule,
		modprobeBondOptionsSecond,
		modprobeBondOptionsShared,
		modprobeConfNotRead,
		modprobeFileSuffix,
	}
}
