package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
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
	Apache: func(p *lint.Pass, f *apache.File) {
		for _, s := range scopes(p, f)[1:] {
			if len(s.members) == 0 {
				continue
			}
			v := apache.VirtualHost{Directive: s.vhost}
			names := make(map[string]string)
			for _, alias := range v.ServerAliases() {
				names[strings.ToLower(alias.Text)] = "ServerAlias"
			}
			if name, ok := v.ServerName(); ok {
				names[serverName(name.Text)] = "ServerName"
			}
			for _, m := range s.members {
				u, ok := splitURL(m.URL.Text)
				if directive := names[u.host]; ok && directive != "" && listensOn(v, u.port) {
					p.Report(m.URL.Range, "%s is a %s of this virtual host on port %s: on that host it passes requests to itself", u.host, directive, u.port)
				}
			}
		}
	},
}

// serverName is the name in a ServerName, which may have a scheme and a port.
func serverName(text string) string {
	if _, rest, found := strings.Cut(text, "://"); found {
		text = rest
	}
	if colon := strings.LastIndexByte(text, ':'); colon > strings.LastIndexByte(text, ']') {
		text = text[:colon]
	}
	return strings.ToLower(strings.TrimSuffix(text, "."))
}

// listensOn tells whether a virtual host has an address with that port, or with any.
func listensOn(v apache.VirtualHost, port string) bool {
	for _, address := range v.Addresses() {
		colon := strings.LastIndexByte(address.Text, ':')
		if colon <= strings.LastIndexByte(address.Text, ']') || address.Text[colon+1:] == port || address.Text[colon+1:] == "*" {
			return true
		}
	}
	return false
}
