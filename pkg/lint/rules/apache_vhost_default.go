package rules

import (
	"cmp"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostDefault = &lint.Rule{
	ID:       "apache-vhost-default",
	Severity: lint.Info,
	Doc: `The first virtual host answers for every unknown name

A request whose Host no virtual host of the address has, or that has none, gets the address's first one: scanners, old
names and the address itself end up at that site.

Put a virtual host of its own first, say "ServerName default.invalid", that refuses.

Source: httpd's documentation, Name-based Virtual Host Support.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if !c.scopes[0].says("NameVirtualHost", "Listen") {
			return // another file may have the first one
		}
		seen := make(map[string]bool)
		for _, s := range c.scopes[1:] {
			name, _ := s.serverName()
			for _, address := range s.addresses() {
				key := everyAddress(address.Text)
				if seen[key] || !literal(address) {
					continue
				}
				seen[key] = true
				if named := cmp.Or(name.Text, "without a name"); !strings.Contains(named, "default") && !strings.HasSuffix(named, ".invalid") {
					s.vhost.report(p, address.Range, "the virtual host %s is the first of %s and answers for every other name", named, address.Text)
				}
			}
		}
	}),
}
