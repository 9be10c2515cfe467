package rules

import "github.com/everlinux/hagen/pkg/lint"

func clusterRules() []*lint.Rule {
	return []*lint.Rule{}
}
