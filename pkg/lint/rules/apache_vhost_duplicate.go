package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostDuplicate = &lint.Rule{
	ID:       "apache-vhost-duplicate",
	Severity: lint.Error,
	Doc: `Two virtual hosts of one name on one address

httpd takes the first that has the name. The second is never asked, and only "apachectl -S" shows it.

Give the second its own name, or make one of both.

Source: httpd's documentation, Name-based Virtual Host Support; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		seen := make(map[[2]string]*httpdScope)
		for _, s := range c.scopes[1:] {
			name, ok := s.serverName()
			if !ok || !literal(name) {
				continue
			}
			for _, address := range s.addresses() {
				key := [2]string{everyAddress(address.Text), serverName(name.Text)}
				if first := seen[key]; first != nil && first != s && together(first.vhost, s.vhost) {
					other, _ := first.serverName()
					s.vhost.reportFinding(p, lint.Finding{
						Message: fmt.Sprintf("%s on %s is the virtual host of %s already: this one is never asked", name.Text, address.Text, lineOf(other.Range(), name.Range())),
						Range:   name.Range(), Related: []lint.Related{{Message: "the one that answers", Range: other.Range()}},
					})
					break
				}
				if literal(address) && seen[key] == nil {
					seen[key] = s
				}
			}
		}
	}),
}
