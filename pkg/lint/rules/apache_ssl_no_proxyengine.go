package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheSslNoProxyengine = &lint.Rule{
	ID:       "apache-ssl-no-proxyengine",
	Severity: lint.Error,
	Doc: `A back end by TLS without SSLProxyEngine

"Syntax OK", and each request to an https:// member or target is answered by 500.

Write "SSLProxyEngine On" in the virtual host, with SSLProxyVerify and SSLProxyCACertificateFile beside it.

Source: mod_ssl's documentation of SSLProxyEngine; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.members) == 0 && len(s.passes) == 0 || s.opaque || s.inherits("SSLProxyEngine") {
			return
		}
		if s.vhost != nil || len(s.passes) > 0 { // a balancer outside of all virtual hosts is used inside of one
			for _, m := range s.members {
				if m.isURL && m.url.tls() {
					m.at.report(p, m.URL.Range(), "httpd speaks no TLS to %s: nothing says SSLProxyEngine On", m.url.host)
				}
			}
		}
		for _, pass := range s.passes {
			if pass.isURL && pass.target.tls() {
				pass.at.report(p, pass.Target.Range(), "httpd speaks no TLS to %s: nothing says SSLProxyEngine On", pass.target.host)
			}
		}
	}),
}
