package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerDuplicateMember = &lint.Rule{
	ID:       "apache-balancer-duplicate-member",
	Severity: lint.Warning,
	Doc: `A balancer with the same member twice

httpd takes it without a word, as one member with the parameters of either: no more requests go there.

Delete one, or give a loadfactor.

Source: seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for b := range c.balancers() {
			if len(b.members) < 2 {
				continue
			}
			seen := make(map[proxyURL]*member, len(b.members))
			for _, m := range b.members {
				if !m.isURL || !literal(*m.URL) || m.url.socket {
					continue
				}
				key := m.url
				key.path = strings.TrimRight(key.path, "/")
				if first := seen[key]; first != nil {
					m.at.report(p, m.URL.Range(), "%s is a member of balancer %s already, by line %d", m.URL.Text, b.name, first.URL.Range().Start.Line)
					continue
				}
				seen[key] = m
			}
		}
	}),
}
