package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
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
	Apache: func(p *lint.Pass, f *apache.File) {
		for _, s := range scopes(p, f) {
			passed, byPath := make(map[string]bool), make(map[string]apache.ProxyPass)
			for _, pass := range s.passes {
				if name, ok := apache.BalancerName(pass.Target.Text); ok {
					passed[name] = true
					byPath[pass.Path.Text] = pass
				}
			}
			for _, r := range s.reverses {
				name, ok := apache.BalancerName(r.Target.Text)
				pass, same := byPath[r.Path.Text]
				if ok && same && !passed[name] {
					p.ReportFix(r.Target.Range, lint.Replace(r.Target.Range, pass.Target.Raw()), "%s is passed to %s, so redirects of %s never come", r.Path.Text, pass.Target.Text, r.Target.Text)
				}
			}
		}
	},
}
