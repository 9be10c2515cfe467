package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheSslProxyVerify = &lint.Rule{
	ID:       "apache-ssl-proxy-verify",
	Severity: lint.Info,
	Doc: `TLS to the back end with anyone who answers

SSLProxyVerify is none unless it is set: the connection to the back end is encrypted, to whoever stands in between.

Write "SSLProxyVerify require" with SSLProxyCACertificateFile.

Source: mod_ssl's documentation of SSLProxyVerify.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.passes) == 0 || s.opaque || s.inherits("SSLProxyVerify") || !s.inherits("SSLProxyEngine") {
			return
		}
		for _, pass := range s.passes {
			members := s.membersOf(pass)
			for _, m := range members {
				if m.url.tls() && !nearby(m.url.host) {
					m.at.report(p, m.URL.Range(), "the certificate of %s is not verified", m.url.host)
				}
			}
			if pass.isURL && pass.target.tls() && !nearby(pass.target.host) {
				pass.at.report(p, pass.Target.Range(), "the certificate of %s is not verified", pass.target.host)
			}
		}
	}),
}

// nearby tells whether a host is this one: nobody stands in between.
func nearby(host string) bool {
	return host == "localhost" || strings.HasPrefix(host, "127.") || host == "[::1]"
}
