package rules

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerNoSlash = &lint.Rule{
	ID:       "apache-balancer-no-slash",
	Severity: lint.Error,
	Doc: `A path with a slash at its end, passed to a target without one

httpd replaces the path by the target. For "ProxyPass / balancer://app" a request for "/a" becomes "balancer://appa": no
such balancer, and the answer is 500. Only "/" itself works, so that a quick test shows nothing.

End both in a slash, or neither.

Source: mod_proxy's documentation of ProxyPass ("If the first argument ends with a trailing /, the second argument should
also end with a trailing / and vice versa"); seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		for _, pass := range s.passes {
			if !pass.isURL || pass.target.path != "" || pass.regular || !strings.HasSuffix(pass.Path.Text, "/") {
				continue
			}
			end := hcl.Range{Filename: pass.Target.Range().Filename, Start: pass.Target.Range().End, End: pass.Target.Range().End}
			var fix *lint.Fix
			if pass.Target.Quote == 0 {
				fix = lint.Replace(end, "/")
			}
			pass.at.reportFix(p, pass.Target.Range(), fix, "a request for %sa is passed to %sa, which does not exist", pass.Path.Text, pass.Target.Text)
		}
	}),
}
