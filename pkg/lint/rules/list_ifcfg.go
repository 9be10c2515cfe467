package rules

import "github.com/everlinux/hagen/pkg/lint"

func ifcfgRules() []*lint.Rule {
	return []*lint.Rule{}
}
