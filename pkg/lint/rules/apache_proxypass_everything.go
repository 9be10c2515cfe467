package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxypassEverything = &lint.Rule{
	ID:       "apache-proxypass-everything",
	Severity: lint.Info,
	Doc: `Everything is passed on

"ProxyPass /" without an exclusion takes /server-status, /.well-known/acme-challenge and the error documents with it: the
back end answers for them.

Exclude what httpd itself shall answer, before it: "ProxyPass /.well-known/acme-challenge !". The rule is silent on a site
by TLS, where no authority begins to look for the challenge, and on one for the host itself alone.

Source: mod_proxy's documentation of ProxyPass; RFC 8555, 8.3.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.passes) == 1 && !s.opaque && s.passes[0].Path.Text == "/" && !s.says("SSLEngine") && !s.onLoopback() {
			pass := s.passes[0]
			pass.at.report(p, pass.Path.Range(), "the back end answers for every path, /server-status and /.well-known too")
		}
	}),
}
