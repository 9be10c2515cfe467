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

Source: mod_proxy's documentation of ProxyPreserveHost; seen on httpd 2.4.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		list, everywhere := hostScopes(p, h, "ProxyPreserveHost", "RequestHeader")
		for _, s := range list {
			if len(s.named["ProxyPreserveHost"]) > 0 || everywhere["ProxyPreserveHost"] || s.opaque || s.says("RequestHeader", "Host") {
				continue
			}
			for _, pass := range s.passes {
				u, ok := splitURL(pass.Target.Text)
				if !ok || u.scheme != "balancer" && !(u.scheme == "http" && (isAddress(u.host) || u.host == "localhost")) {
					continue // a back end under a name of its own may want that
				}
				p.ReportFix(pass.Directive.Name.Range, lineBefore(pass.Directive, "ProxyPreserveHost On"),
					"the back end of %s gets its own address as Host, not the client's", pass.Target.Text)
				break
			}
		}
	},
}
