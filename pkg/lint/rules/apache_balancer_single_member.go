package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerSingleMember = &lint.Rule{
	ID:       "apache-balancer-single-member",
	Severity: lint.Info,
	Doc: `A balancer of one member

There is no other to take over when it fails: its requests are answered by 503 until it is tried again.

Add a member, or a spare one by status=+H.

Source: mod_proxy_balancer's documentation.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for b := range balancers(p, f) {
			opaque := false
			for d := range b.Directive.Effective() {
				opaque = opaque || d.Is("Include") || d.Is("IncludeOptional") || d.Is("Use")
			}
			if list := b.Members(); len(list) == 1 && !opaque {
				p.Report(list[0].URL.Range, "balancer %s has no member but %s", b.Name(), list[0].URL.Text)
			}
		}
	},
}
