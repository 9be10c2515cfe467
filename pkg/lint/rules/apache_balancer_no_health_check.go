package rules

import (
	"strings"

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
	Apache: func(p *lint.Pass, f *apache.File) {
		if p.Platform == nil || !apache.FeatureHealthCheck.In(httpdVersion(p)) {
			return
		}
		for b := range balancers(p, f) {
			checked := setsParam(b.Sets(), "failonstatus")
			list := b.Members()
			for _, m := range list {
				u, _ := splitURL(m.URL.Text)
				checked = checked || setsParam(m.Params, "hcmethod", "hctemplate") || !u.http()
			}
			if !checked && len(list) > 1 {
				p.Report(b.Directive.Header(), "balancer %s finds a dead member among its %d by the requests that fail", b.Name(), len(list))
			}
		}
	},
}

// setsParam tells whether one of the parameters has one of the names.
func setsParam(params []apache.KeyValue, names ...string) bool {
	for _, kv := range params {
		for _, name := range names {
			if strings.EqualFold(kv.Key, name) {
				return true
			}
		}
	}
	return false
}
