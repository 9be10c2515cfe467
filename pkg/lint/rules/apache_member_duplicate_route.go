package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheMemberDuplicateRoute = &lint.Rule{
	ID:       "apache-member-duplicate-route",
	Severity: lint.Warning,
	Doc: `Two members of a balancer with one route

A session's route names its member. httpd takes the first that has the name, so that sessions of the second go to a
member that does not know them.

Give each member a route of its own.

Source: mod_proxy_balancer's documentation of stickysession.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for b := range c.balancers() {
			if len(b.members) < 2 {
				continue
			}
			seen := make(map[string]*member, len(b.members))
			for _, m := range b.members {
				for _, kv := range m.Params {
					if !strings.EqualFold(kv.Key, "route") || kv.Value == "" || !literal(*kv.Word) {
						continue
					}
					if other := seen[kv.Value]; other != nil {
						m.at.report(p, kv.ValueRange(), "%s has the route %s of %s", m.URL.Text, kv.Value, other.URL.Text)
						continue
					}
					seen[kv.Value] = m
				}
			}
		}
	}),
}
