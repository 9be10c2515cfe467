package rules

import "github.com/everlinux/hagen/pkg/lint"

func hostsRules() []*lint.Rule {
	return []*lint.Rule{
		hostsAddressTwice,
		hostsLocalhost,
		hostsLocalhostAddress,
		hostsNameTwoAddresses,
		hostsNodeLoopback,
		hostsNodesDiffer,
	}
}
