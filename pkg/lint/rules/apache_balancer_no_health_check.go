package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerNoHealthCheck = &lint.Rule{
	ID:       "apache-balancer-no-health-check",
	Severity: lint.Info,
	Doc: `A balancer whose members nobody checks

httpd notices a dead member by a request that fails, tries it again with another one every retry= seconds, and takes a
member that answers 503 for a sound one.

Check them: hcmethod=GET hcuri=/health hcinterval=5 with mod_proxy_hcheck; or count answers: failonstatus=502,503.

Source: mod_proxy_hcheck's documentation; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if p.Platform == nil || !apache.FeatureHealthCheck.In(httpdVersion(p)) {
			return
		}
		counts := make(map[string]bool) // the balancers that a ProxyPass gives failonstatus
		for _, s := range c.scopes {
			for _, pass := range s.passes {
				counts[pass.balancer] = counts[pass.balancer] || setsParam(pass.Params, "failonstatus")
			}
		}
		for b := range c.balancers() {
			checked := counts[b.name] || b.setsParam("failonstatus")
			for _, m := range b.members {
				checked = checked || setsParam(m.Params, "hcmethod", "hctemplate") || !m.url.http()
			}
			if !checked && len(b.members) > 1 {
				b.at.report(p, b.at.Header(), "balancer %s finds a dead member among its %d by the requests that fail", b.name, len(b.members))
			}
		}
	}),
}
