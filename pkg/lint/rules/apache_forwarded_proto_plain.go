package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheForwardedProtoPlain = &lint.Rule{
	ID:       "apache-forwarded-proto-plain",
	Severity: lint.Info,
	Doc: `A site whose back end is told no scheme

httpd adds X-Forwarded-For, X-Forwarded-Host and X-Forwarded-Server by itself, X-Forwarded-Proto not: where the same
application is reached by TLS too, it cannot tell the two apart, and a client can send the field itself.

Write: RequestHeader set X-Forwarded-Proto "http" (mod_headers).

Source: mod_proxy's documentation, Reverse Proxy Request Headers; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		pass := s.httpPass()
		if pass != nil && !s.says("SSLEngine") && !s.opaque && !s.configuration.host.mainSays["RequestHeader"] && !tellsScheme(s) {
			pass.at.report(p, pass.at.Name.Range, "%s gets no X-Forwarded-Proto, or the one that the client sent", pass.Target.Text)
		}
	}),
}
