package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheMemberIsSelf = &lint.Rule{
	ID:       "apache-member-is-self",
	Severity: lint.Warning,
	Doc: `A member that is the virtual host itself

A member's address is a name of the virtual host that passes requests to it. Where this file is on that member, the
request comes back to the same virtual host and is passed on again; with two members it hops between them and nothing
says so, until each connection is taken.

Let the back ends listen on another port, or take their addresses out of ServerAlias.

Source: seen on httpd 2.4: with two members the requests hop, with one the header grows until the server answers 400.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if s.vhost == nil || len(s.members) == 0 {
			return
		}
		names := make(map[string]string)
		for _, alias := range s.aliases {
			names[strings.ToLower(alias.Text)] = "ServerAlias"
		}
		if name, ok := s.serverName(); ok {
			names[serverName(name.Text)] = "ServerName"
		}
		for _, m := range s.members {
			if directive := names[m.url.host]; m.isURL && directive != "" && s.isFor(m.url.port) {
				m.at.report(p, m.URL.Range(), "%s is a %s of this virtual host on port %s: on that host it passes requests to itself", m.url.host, directive, m.url.port)
			}
		}
	}),
}

// isFor tells whether a virtual host has an address with that port, or with any.
func (s *httpdScope) isFor(port string) bool {
	for _, address := range s.addresses() {
		if _, own := splitAddress(address.Text); own == "" || own == port || own == "*" {
			return true
		}
	}
	return false
}
