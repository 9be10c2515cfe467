package rules

import "github.com/everlinux/hagen/pkg/lint"

func fstabRules() []*lint.Rule {
	return []*lint.Rule{
		fstabFsResource,
		fstabGfsFsck,
		fstabGfsNolock,
		fstabGfsRelease,
	}
}
