package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheForwardedProto = &lint.Rule{
	ID:       "apache-forwarded-proto",
	Severity: lint.Warning,
	Doc: `A TLS site whose back end does not learn of TLS

httpd tells the back end the client's address and name (X-Forwarded-For, X-Forwarded-Host), not its scheme: an application
that asks for https redirects to the very URL that was asked for, for ever, and one that sets cookies makes them without Secure.

Write: RequestHeader set X-Forwarded-Proto "https" (mod_headers).

Source: mod_proxy's documentation, Reverse Proxy Request Headers; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		pass := s.httpPass()
		if pass == nil || pass.target.tls() || !s.isOn("SSLEngine") || s.opaque || s.configuration.host.mainSays["RequestHeader"] || tellsScheme(s) {
			return
		}
		pass.at.report(p, pass.at.Name.Range(), "nothing tells %s that the client came by TLS", pass.Target.Text)
	}),
}

// schemeFields are the header fields that are known to carry the client's scheme.
var schemeFields = [...]string{
	"X-Forwarded-Proto", "X-Forwarded-Protocol", "X-Forwarded-Ssl", "X-Forwarded-Scheme", "X-Url-Scheme", "Front-End-Https", "Forwarded",
}

// tellsScheme tells whether a scope sets a field that carries the client's scheme.
func tellsScheme(s *httpdScope) bool {
	for _, field := range schemeFields {
		if s.saysWord("RequestHeader", field) {
			return true
		}
	}
	return false
}
