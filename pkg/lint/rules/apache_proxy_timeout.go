package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxyTimeout = &lint.Rule{
	ID:       "apache-proxy-timeout",
	Severity: lint.Info,
	Doc: `Back ends that get as long as a client

Without connectiontimeout=, timeout= or ProxyTimeout a member has the server's Timeout, 60 s unless it is set: so long a
client waits for a member that answers no connection, before the next one is tried.

Give members "connectiontimeout=3 timeout=30", or write ProxyTimeout.

Source: mod_proxy's documentation of ProxyTimeout and BalancerMember.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.members) == 0 || s.inherits("ProxyTimeout") {
			return
		}
		seen := make(map[string]bool) // once for each balancer
		for _, m := range s.members {
			if !seen[m.balancer] && !setsParam(m.Params, "connectiontimeout", "timeout") {
				seen[m.balancer] = true
				m.at.report(p, m.URL.Range, "this member has the server's Timeout, for connecting too")
			}
		}
	}),
}
