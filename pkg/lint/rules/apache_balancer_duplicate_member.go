package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerDuplicateMember = &lint.Rule{
	ID:       "apache-balancer-duplicate-member",
	Severity: lint.Warning,
	Doc: `A balancer with the same member twice

httpd takes it without a word, as one member with the parameters of either: no more requests go there.

Delete one, or give a loadfactor.

Source: seen on httpd 2.4.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for b := range balancers(p, f) {
			seen := make(map[string]apache.Word)
			for _, m := range b.Members() {
				u, ok := splitURL(m.URL.Text)
				if !ok || !literal(m.URL) || strings.HasPrefix(strings.ToLower(m.URL.Text), "unix:") {
					continue
				}
				key := u.scheme + "://" + u.host + ":" + u.port + strings.TrimRight(u.path, "/")
				if first, twice := seen[key]; twice {
					p.Report(m.URL.Range, "%s is a member of balancer %s already, by line %d", m.URL.Text, b.Name(), first.Range.Start.Line)
					continue
				}
				seen[key] = m.URL
			}
		}
	},
}
