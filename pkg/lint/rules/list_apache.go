package rules

import "github.com/everlinux/hagen/pkg/lint"

func apacheRules() []*lint.Rule {
	return []*lint.Rule{
		apacheBalancerDuplicateMember,
		apacheBalancerNoHealthCheck,
		apacheBalancerNoSlash,
		apacheBalancerSingleMember,
		apacheForwardedProto,
		apacheForwardedProtoPlain,
		apacheHcmethod,
		apacheLbmethodUnknown,
		apacheMemberDuplicateRoute,
		apacheMemberIsSelf,
		apacheMemberPath,
		apacheMemberPing,
		apacheMemberTrailingSlash,
		apacheNamevirtualhost,
		apacheParameterUnit,
		apacheParameterUnknown,
		apacheParameterValue,
		apachePipedLogShell,
		apacheProxyHostNotPreserved,
		apacheProxyTimeout,
		apacheProxypassEverything,
		apacheProxypassOrder,
		apacheProxypassSlash,
		apacheProxypassreverseBalancer,
		apacheProxypassreverseMissing,
		apacheProxyPassReversePath,
		apacheRotatelogsOffset,
		apacheRotatelogsPath,
		apacheRouteNoSticky,
		apacheStickyNoRoute,
		apacheVhostDefault,
	}
}
