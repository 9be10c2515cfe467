package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
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
	Host: func(p *lint.Pass, h *lint.Host) {
		list, everywhere := hostScopes(p, h, "ProxyTimeout")
		if everywhere["ProxyTimeout"] {
			return
		}
		for _, s := range list {
			seen := make(map[string]bool) // once for each balancer
			for _, m := range s.members {
				name, _ := apache.BalancerName(m.Balancer.Text)
				if !seen[name] && len(s.named["ProxyTimeout"]) == 0 && !setsParam(m.Params, "connectiontimeout", "timeout") {
					seen[name] = true
					p.Report(m.URL.Range, "this member has the server's Timeout, for connecting too")
				}
			}
		}
	},
}
