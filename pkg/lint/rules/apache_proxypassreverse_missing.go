package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxypassreverseMissing = &lint.Rule{
	ID:       "apache-proxypassreverse-missing",
	Severity: lint.Warning,
	Doc: `A ProxyPass without ProxyPassReverse

A redirect of the back end names the back end, by the Host that it was given: the client is sent to an address that it
may not reach, or that nobody should see.

Write a ProxyPassReverse with the same two arguments beside the ProxyPass.

Source: mod_proxy's documentation of ProxyPassReverse; seen on httpd 2.4: the member's address is in Location.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.passes) == 0 || s.opaque || s.isOn("ProxyPreserveHost") || s.configuration.host.mainSays["ProxyPreserveHost"] {
			return // the back end knows the site's name
		}
		reversed, moved := make(map[string]bool), make(map[[2]string]bool)
		for _, r := range s.reverses {
			reversed[r.Path.Text], moved[r.moves()] = true, true
		}
		for _, pass := range s.passes {
			if pass.Excluded() || pass.regular || reversed[pass.Path.Text] || moved[pass.moves()] || !s.overHTTP(pass) {
				continue
			}
			line := directiveText(&apache.Directive{Name: pass.at.Name, Args: pass.at.Args[:min(2, len(pass.at.Args))]})
			line = "ProxyPassReverse" + line[len("ProxyPass"):]
			pass.at.reportFix(p, pass.at.Name.Range(), lineBefore(pass.Directive, line), "redirects of %s reach the client with the back end's address", pass.Target.Text)
		}
	}),
}
