package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxyLoop = &lint.Rule{
	ID:       "apache-proxy-loop",
	Severity: lint.Error,
	Doc: `A virtual host that passes requests to itself

The back end is an address of this httpd, by loopback or by the address that it listens on, and the virtual host that
answers there is the one which passed the request on. Each request takes one connection after the other, until the header
is too large or no worker is left.

Let the back end listen on another port, or give it a virtual host of its own.

Source: seen on httpd 2.4: with two members the requests hop, with one the header grows until the server answers 400.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		for _, pass := range s.passes {
			if pass.regular || pass.Excluded() {
				continue
			}
			if pass.isURL && s.answers(pass, pass.target, pass.target.path) {
				pass.at.report(p, pass.Target.Range(), "%s:%s is this virtual host: it passes requests to itself", pass.target.host, pass.target.port)
			}
			for _, m := range s.membersOf(pass) {
				if s.answers(pass, m.url, strings.TrimSuffix(m.url.path, "/")+pass.target.path) {
					m.at.report(p, m.URL.Range(), "%s:%s is the virtual host of %s: it passes requests to itself", m.url.host, m.url.port, lineOf(s.vhost.Header(), m.URL.Range()))
				}
			}
		}
	}),
}

// membersOf are the members that a ProxyPass passes to.
func (s *httpdScope) membersOf(pass *proxyPass) []*member {
	if pass.balancer == "" {
		return nil
	}
	var list []*member
	for _, scope := range []*httpdScope{s, s.configuration.scopes[0]} {
		for _, m := range scope.members {
			if m.isURL && m.balancer == pass.balancer {
				list = append(list, m)
			}
		}
		if len(list) > 0 || s.vhost == nil {
			break
		}
	}
	return list
}

// answers tells whether the request that a ProxyPass of a virtual host makes of
// one, to a URL with that path, surely comes to the virtual host and the ProxyPass
// again.
func (s *httpdScope) answers(pass *proxyPass, u proxyURL, path string) bool {
	if s.vhost == nil || s.vhost.verdict != always || u.socket || !u.http() || s.opaque || !s.isAt(u.host, u.port) {
		return false
	}
	if path == "" {
		path = "/"
	}
	if again := s.firstPass(path); again != pass {
		return false
	}
	c := s.configuration
	switch {
	case s.isOn("ProxyPreserveHost"):
		return s.name != nil // which the request still has
	case !c.main || c.incomplete || c.host.mainSays["ProxyPreserveHost"]:
		return false
	}
	for _, other := range c.scopes[1:] {
		if other == s {
			return true // the first of that port: no name of its own is asked for
		}
		if other.isFor(u.port) {
			return false
		}
	}
	return false
}

// isAt tells whether a virtual host is for connections to a host and a port of
// this machine: to loopback, or to an address that it names itself.
func (s *httpdScope) isAt(host, port string) bool {
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	loopback := host == "localhost" || err == nil && addr.IsLoopback()
	for _, address := range s.addresses() {
		own, ownPort := splitAddress(address.Text)
		if ownPort != port {
			continue
		}
		switch named, err2 := netip.ParseAddr(strings.Trim(own, "[]")); {
		case own == "*" || strings.EqualFold(own, "_default_"):
			return loopback
		case err == nil && err2 == nil && named == addr:
			return true
		}
	}
	return false
}
