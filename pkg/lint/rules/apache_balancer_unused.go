package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerUnused = &lint.Rule{
	ID:       "apache-balancer-unused",
	Severity: lint.Info,
	Doc: `A balancer that nothing passes requests to

It takes shared memory and, with health checks, asks its members; no request ever gets there.

Delete it, or the typing mistake in the ProxyPass.

Source: mod_proxy_balancer's documentation.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		c, ok := wholeConfiguration(p, h)
		if !ok {
			return
		}
		var others strings.Builder // every argument that may name a balancer
		for _, d := range c.directives {
			for _, arg := range d.Args {
				if !d.Is("Proxy") && !d.Is("BalancerMember") && strings.Contains(strings.ToLower(arg.Text), "balancer:") {
					others.WriteString(strings.ToLower(arg.Text) + "/\n")
				}
			}
		}
		used := make(map[string]bool)
		for _, part := range strings.Split(others.String(), "balancer://")[1:] {
			name, _, _ := strings.Cut(part, "/")
			used[name] = true
			if strings.ContainsAny(name, "$%") {
				return // any of them
			}
		}
		for d := range c.unconditional("Proxy") {
			if name, isBalancer := apache.BalancerName(d.Arg(0)); isBalancer && d.Block != nil && !used[name] && literal(d.Args[0]) {
				p.Report(d.Header(), "nothing passes requests to balancer %s", name)
			}
		}
	},
}
