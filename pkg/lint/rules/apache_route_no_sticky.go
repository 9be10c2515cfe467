package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheRouteNoSticky = &lint.Rule{
	ID:       "apache-route-no-sticky",
	Severity: lint.Info,
	Doc: `Routes without sticky sessions

route= names a member for sessions; without stickysession= on the balancer httpd looks at no session, and each request
goes where the method of balancing sends it.

Set stickysession= on the balancer, or drop the routes.

Source: mod_proxy_balancer's documentation of stickysession; seen on httpd 2.4.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for _, s := range scopes(p, f, "ProxySet", "CustomLog", "LogFormat", "Header") {
			passed, sticky := make(map[string]bool), make(map[string]bool)
			for _, pass := range s.passes {
				name, ok := apache.BalancerName(pass.Target.Text)
				passed[name] = ok
				sticky[name] = sticky[name] || setsParam(pass.Params, "stickysession")
			}
			for _, b := range s.balancers {
				sticky[b.Name()] = sticky[b.Name()] || setsParam(b.Sets(), "stickysession")
			}
			if s.mentions("stickysession") || s.mentions("BALANCER_") {
				continue // of a balancer by its URL; or the routes are for the log
			}
			seen := make(map[string]bool)
			for _, m := range s.members {
				if name, _ := apache.BalancerName(m.Balancer.Text); passed[name] && !sticky[name] && !seen[name] && setsParam(m.Params, "route") {
					seen[name] = true
					p.Report(m.URL.Range, "the members of balancer %s have routes, and no stickysession reads them", name)
				}
			}
		}
	},
}
