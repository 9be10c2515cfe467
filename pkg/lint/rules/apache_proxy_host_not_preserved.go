package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxyHostNotPreserved = &lint.Rule{
	ID:       "apache-proxy-host-not-preserved",
	Severity: lint.Warning,
	Doc: `The client's Host header does not reach the back end

Without "ProxyPreserveHost On" httpd sends the member's own address as Host: an application that looks at it, as name-based
sites do, answers for a site that nobody asked for, and makes links to itself that lead to the member. (The client's is in
X-Forwarded-Host, which few applications look at.)

Write "ProxyPreserveHost On" beside the ProxyPass; where the back end does want its own name, "ProxyPreserveHost Off" says so.
By AJP the client's Host arrives as it is.

Source: mod_proxy's documentation of ProxyPreserveHost; mod_proxy_ajp's, Usage; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.passes) == 0 || s.opaque || s.inherits("ProxyPreserveHost") || s.saysWord("RequestHeader", "Host") {
			return
		}
		for _, pass := range s.passes {
			u := pass.target
			if s.overHTTP(pass) && (pass.balancer != "" || u.scheme == "http" && (isAddress(u.host) || u.host == "localhost")) {
				// a back end under a name of its own may want that name
				pass.at.reportFix(p, pass.at.Name.Range(), lineBefore(pass.Directive, "ProxyPreserveHost On"),
					"the back end of %s gets its own address as Host, not the client's", pass.Target.Text)
				return
			}
		}
	}),
}
