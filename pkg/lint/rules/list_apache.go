package rules

import "github.com/everlinux/hagen/pkg/lint"

func apacheRules() []*lint.Rule {
	return []*lint.Rule{
		apacheProxyPassReversePath,
	}
}
