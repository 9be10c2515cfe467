package rules

import (
	"strings"

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
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.members) == 0 {
			return
		}
		passed, sticky := make(map[string]bool), s.sticky()
		for _, pass := range s.passes {
			passed[pass.balancer] = pass.balancer != ""
		}
		seen := make(map[string]bool)
		for _, m := range s.members {
			if !passed[m.balancer] || sticky[m.balancer] || seen[m.balancer] || !setsParam(m.Params, "route") {
				continue
			}
			if len(seen) == 0 && usesRoutes(s) {
				return
			}
			seen[m.balancer] = true
			m.at.report(p, m.URL.Range(), "the members of balancer %s have routes, and no stickysession reads them", m.balancer)
		}
	}),
}

// usesRoutes tells whether the routes are for a log or a header, or a ProxySet
// outside of the section makes sessions sticky.
func usesRoutes(s *httpdScope) bool {
	for _, d := range s.directives() {
		switch d.name {
		case "ProxySet", "CustomLog", "LogFormat", "Header":
			for _, arg := range d.Args {
				if strings.Contains(arg.Text, "stickysession") || strings.Contains(arg.Text, "BALANCER_") {
					return true
				}
			}
		}
	}
	return false
}
