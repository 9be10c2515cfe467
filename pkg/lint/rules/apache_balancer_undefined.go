package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerUndefined = &lint.Rule{
	ID:       "apache-balancer-undefined",
	Severity: lint.Error,
	Doc: `A ProxyPass to a balancer that has no members

httpd makes an empty balancer of any name that it reads: "Syntax OK", and every request is answered by 503 (AH01171, No
workers). A balancer of another virtual host is not there either.

Define it by <Proxy balancer://name> with its members, in the same virtual host or outside of all.

Source: seen on httpd 2.4.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		c, ok := wholeConfiguration(p, h)
		if !ok {
			return
		}
		known := make(map[*apache.Directive]map[string]bool)
		var names []string
		for _, d := range c.directives {
			if !d.Is("BalancerMember") {
				continue
			}
			url := d.Arg(0)
			for _, section := range d.within {
				if section.Is("Proxy") {
					url = section.Arg(0)
				}
			}
			if name, isBalancer := apache.BalancerName(url); isBalancer {
				if known[d.vhost()] == nil {
					known[d.vhost()] = make(map[string]bool)
				}
				known[d.vhost()][name] = true
				names = append(names, name)
			}
		}
		for d := range c.unconditional("ProxyPass") {
			for _, arg := range d.Args {
				name, isBalancer := apache.BalancerName(arg.Text)
				if !isBalancer || !literal(arg) || known[nil][name] || known[d.vhost()][name] {
					continue
				}
				switch near := nearest(name, slices.Values(names)); near {
				case "":
					p.Report(arg.Range, "no <Proxy> section gives balancer %s a member", name)
				case name:
					p.Report(arg.Range, "balancer %s has its members in another virtual host", name)
				default:
					p.Report(arg.Range, "no <Proxy> section gives balancer %s a member; did you mean %s?", name, near)
				}
			}
		}
	},
}
