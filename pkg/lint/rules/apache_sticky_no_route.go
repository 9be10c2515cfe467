package rules

import (
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
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.members) == 0 {
			return
		}
		sticky := s.sticky()
		for _, m := range s.members {
			if sticky[m.balancer] && !setsParam(m.Params, "route") {
				m.at.report(p, m.URL.Range(), "the sessions of balancer %s are sticky, and this member has no route", m.balancer)
			}
		}
	}),
}

// sticky are the names of the balancers whose sessions are sticky.
func (s *httpdScope) sticky() map[string]bool {
	sticky := make(map[string]bool)
	for _, pass := range s.passes {
		if pass.balancer != "" && setsParam(pass.Params, "stickysession") {
			sticky[pass.balancer] = true
		}
	}
	for _, b := range s.balancers {
		if b.setsParam("stickysession") {
			sticky[b.name] = true
		}
	}
	return sticky
}
