package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheStickyNoRoute = &lint.Rule{
	ID:       "apache-sticky-no-route",
	Severity: lint.Warning,
	Doc: `Sticky sessions without a route

stickysession= names the cookie; which member a session belongs to is told by the member's route=. A member without one
never gets its sessions back, and nothing says so.

Give each member a route=, and have the back end add it to its session, or set a cookie with BALANCER_ROUTE_CHANGED.

Source: mod_proxy_balancer's documentation of stickysession; seen on httpd 2.4.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for _, s := range scopes(p, f) {
			sticky := make(map[string]bool)
			for _, pass := range s.passes {
				if name, ok := apache.BalancerName(pass.Target.Text); ok && setsParam(pass.Params, "stickysession") {
					sticky[name] = true
				}
			}
			for _, section := range s.balancers {
				if setsParam(section.Sets(), "stickysession") {
					sticky[section.Name()] = true
				}
			}
			for _, m := range s.members {
				if name, ok := apache.BalancerName(m.Balancer.Text); ok && sticky[name] && !setsParam(m.Params, "route") {
					p.Report(m.URL.Range, "the sessions of balancer %s are sticky, and this member has no route", name)
				}
			}
		}
	},
}
