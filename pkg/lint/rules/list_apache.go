package rules

import "github.com/everlinux/hagen/pkg/lint"

func apacheRules() []*lint.Rule {
	return []*lint.Rule{
		apacheBalancerNoHealthCheck,
		apacheBalancerNoSlash,
		apacheForwardedProto,
		apacheForwardedProtoPlain,
		apacheMemberIsSelf,
		apacheMemberPath,
		apacheMemberPing,
		apacheMemberTrailingSlash,
		apacheNamevirtualhost,
		apachePipedLogShell,
		apacheProxyHostNotPreserved,
		apacheProxyTimeout,
		apacheProxypassEverything,
		apacheProxypassSlash,
		apacheProxyPassReversePath,
		apacheRotatelogsOffset,
		apacheRotatelogsPath,
		apacheVhostDefault,
	}
}
