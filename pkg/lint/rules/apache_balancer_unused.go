package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerUnused = &lint.Rule{
	ID:       "apache-balancer-unused",
	Severity: lint.Info,
	Doc: `A balancer that nothing passes requests to

It takes shared memory and, with health checks, asks its members; no request ever gets there.

Delete it. One that a misspelt ProxyPass means is left to apache-balancer-undefined.

Source: mod_proxy_balancer's documentation.`,
	Host: wholeConfiguration(func(p *lint.Pass, c *configuration) {
		used := make(map[string]bool)
		for _, d := range c.directives {
			if d.name == "Proxy" || d.name == "BalancerMember" {
				continue
			}
			for i := range d.Args {
				if !strings.Contains(d.Args[i].Text, "://") {
					continue
				}
				_, rest, more := strings.Cut(strings.ToLower(d.Args[i].Text), "balancer://")
				for more {
					var part string
					part, rest, more = strings.Cut(rest, "balancer://")
					name, _, _ := strings.Cut(part, "/")
					used[name] = true
					if strings.ContainsAny(name, "$%") {
						return // any of them
					}
				}
			}
		}
		for _, u := range balancersWithoutMembers.Of(p, c) {
			used[u.near] = true // whose finding says so
		}
		for b := range c.balancers() {
			if b.at.verdict == always && !used[b.name] {
				b.at.report(p, b.at.Header(), "nothing passes requests to balancer %s", b.name)
			}
		}
	}),
}
