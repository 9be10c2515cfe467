package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxypassreverseBalancer = &lint.Rule{
	ID:       "apache-proxypassreverse-balancer",
	Severity: lint.Warning,
	Doc: `ProxyPassReverse names another balancer than its ProxyPass

It maps the members of the balancer that it names. Where that is not the one which the path is passed to, it maps
nothing, and nothing says so.

Name the balancer of the ProxyPass.

Source: mod_proxy's documentation of ProxyPassReverse; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.reverses) == 0 {
			return
		}
		passed, byPath := make(map[string]bool), make(map[string]*proxyPass)
		for _, pass := range s.passes {
			if pass.balancer != "" {
				passed[pass.balancer] = true
				byPath[pass.Path.Text] = pass
			}
		}
		for _, r := range s.reverses {
			pass := byPath[r.Path.Text]
			if r.balancer != "" && pass != nil && !passed[r.balancer] {
				r.at.reportFix(p, r.Target.Range(), lint.Replace(r.Target.Range(), pass.Target.Raw()), "%s is passed to %s, so redirects of %s never come", r.Path.Text, pass.Target.Text, r.Target.Text)
			}
		}
	}),
}
