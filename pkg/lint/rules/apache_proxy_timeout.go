package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxyTimeout = &lint.Rule{
	ID:       "apache-proxy-timeout",
	Severity: lint.Info,
	Doc: `Back ends that get as long as a client

Without connectiontimeout=, timeout= or ProxyTimeout a member has the server's Timeout, 60 s unless it is set (300 s on
httpd 2.2, and in what Debian installs): so long a client waits for a member that answers no connection, before the next one
is tried.

Give members "connectiontimeout=3 timeout=30", or write ProxyTimeout. It is said once for each balancer, and not of one with
a single member, nor of members on the host itself: there is no next one, or the refusal comes at once.

Source: mod_proxy's documentation of ProxyTimeout and BalancerMember; httpd's of Timeout.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.members) == 0 || s.inherits("ProxyTimeout") {
			return
		}
		members := make(map[string]int)
		for _, m := range s.members {
			members[m.balancer]++
		}
		for _, m := range s.members {
			if members[m.balancer] > 1 && !m.url.socket && !nearby(m.url.host) && !setsParam(m.Params, "connectiontimeout", "timeout") {
				members[m.balancer] = 0 // said
				m.at.report(p, m.URL.Range(), "this member has the server's Timeout, for connecting too")
			}
		}
	}),
}
