package rules

import (
	"cmp"
	"path"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostDefault = &lint.Rule{
	ID:       "apache-vhost-default",
	Severity: lint.Info,
	Doc: `The first virtual host answers for every unknown name

A request whose Host no virtual host of the address has, or that has none, gets the address's first one: scanners, old
names and the address itself end up at that site.

Put a virtual host of its own first, say "ServerName default.invalid", that refuses. The rule is silent where nobody chose
between names (one virtual host, without NameVirtualHost), on an address of the host itself alone, and where the first is
meant as the default: by its address _default_, its name, which may be the server's own, or that of its file.

Source: httpd's documentation, Name-based Virtual Host Support.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if !c.scopes[0].says("NameVirtualHost", "Listen") {
			return // another file may have the first one
		}
		named := make(map[string]int) // how many things tell names apart on an address
		for _, d := range c.named("NameVirtualHost") {
			named[everyAddress(d.Arg(0))] = 1
		}
		for _, s := range c.scopes[1:] {
			for _, address := range s.addresses() {
				named[everyAddress(address.Text)]++
			}
		}
		for _, s := range c.scopes[1:] {
			name, _ := s.serverName()
			for _, address := range s.addresses() {
				key := everyAddress(address.Text)
				first := named[key] > 1
				if named[key] = 0; first && literal(address) && !s.meantAsDefault(address) {
					s.vhost.report(p, address.Range(), "the virtual host %s is the first of %s and answers for every other name",
						cmp.Or(name.Text, "without a name"), address.Text)
				}
			}
		}
	}),
}

// meantAsDefault tells whether a virtual host is evidently there for the names
// that no other one of the address has.
func (s *httpdScope) meantAsDefault(address apache.Word) bool {
	name, named := s.serverName()
	own, _ := s.configuration.scopes[0].serverName()
	host, _ := splitAddress(address.Text)
	return named && serverName(name.Text) == serverName(own.Text) || strings.EqualFold(host, "_default_") || nearby(strings.ToLower(host)) || strings.HasSuffix(serverName(name.Text), ".invalid") ||
		strings.Contains(name.Text, "default") || strings.Contains(path.Base(s.vhost.Header().Filename), "default")
}
