package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheForwardedProtoPlain = &lint.Rule{
	ID:       "apache-forwarded-proto-plain",
	Severity: lint.Info,
	Doc: `A site whose back end is told no scheme

httpd adds X-Forwarded-For, X-Forwarded-Host and X-Forwarded-Server by itself, X-Forwarded-Proto not: where the same
application is reached by TLS too, it cannot tell the two apart, and a client can send the field itself.

Write: RequestHeader set X-Forwarded-Proto "http" (mod_headers); but not behind something that ends TLS and sends the field.
The rule is silent where the configuration shows that there is such a thing: it has RemoteIPHeader, looks at the field in
SetEnvIf or RewriteCond, or the site is on the loopback address alone.

Source: mod_proxy's documentation, Reverse Proxy Request Headers; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if c.host.mainSays["RequestHeader"] || c.host.mainSays["RemoteIPHeader"] {
			return
		}
		looks := c.looksAtScheme()
		for _, s := range c.scopes {
			pass := s.httpPass()
			if pass == nil || s.opaque || s.onLoopback() || looks[c.scopes[0]] || looks[s] || s.says("SSLEngine", "RemoteIPHeader") || tellsScheme(s) {
				continue
			}
			pass.at.report(p, pass.at.Name.Range(), "%s gets no X-Forwarded-Proto, or the one that the client sent", pass.Target.Text)
		}
	}),
}

// looksAtScheme are the scopes that decide something by a field of the request
// which carries the scheme: one who stands before httpd sends it.
func (c *configuration) looksAtScheme() map[*httpdScope]bool {
	looks := make(map[*httpdScope]bool)
	for _, name := range []string{"SetEnvIf", "SetEnvIfNoCase", "RewriteCond"} {
		for _, d := range c.named(name) {
			asked := strings.ToLower(d.Arg(0))
			for _, field := range schemeFields {
				looks[d.scope] = looks[d.scope] || strings.Contains(asked, strings.ToLower(field))
			}
		}
	}
	return looks
}

// onLoopback tells whether a virtual host is for connections from the host itself.
func (s *httpdScope) onLoopback() bool {
	for _, address := range s.addresses() {
		if host, _ := splitAddress(address.Text); !nearby(strings.ToLower(host)) {
			return false
		}
	}
	return s.vhost != nil
}
