package rules

import "github.com/everlinux/hagen/pkg/lint"

func nginxRules() []*lint.Rule {
	return []*lint.Rule{
		nginxProxyHost,
	}
}
