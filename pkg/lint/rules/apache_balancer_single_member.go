package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerSingleMember = &lint.Rule{
	ID:       "apache-balancer-single-member",
	Severity: lint.Info,
	Doc: `A balancer of one member

There is no other to take over when it fails: its requests are answered by 503 until it is tried again.

Add a member, or a spare one by status=+H.

Source: mod_proxy_balancer's documentation.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for b := range c.balancers() {
			if len(b.members) == 1 && !b.opaque() {
				m := b.members[0]
				m.at.report(p, m.URL.Range(), "balancer %s has no member but %s", b.name, m.URL.Text)
			}
		}
	}),
}
