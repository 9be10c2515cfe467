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
	Host: wholeConfiguration(func(p *lint.Pass, c *configuration) {
		for _, u := range balancersWithoutMembers.Of(p, c) {
			switch u.near {
			case "":
				u.at.report(p, u.arg.Range(), "no <Proxy> section gives balancer %s a member", u.name)
			case u.name:
				u.at.report(p, u.arg.Range(), "balancer %s has its members in another virtual host", u.name)
			default:
				u.at.report(p, u.arg.Range(), "no <Proxy> section gives balancer %s a member; did you mean %s?", u.name, u.near)
			}
		}
	}),
}

// emptyBalancer is an argument of a ProxyPass that names a balancer without members.
type emptyBalancer struct {
	at   *configured
	arg  apache.Word
	name string
	near string // the balancer with members that was probably meant, "" for none
}

// balancersWithoutMembers are the balancers that requests are passed to, and that
// have no members there.
var balancersWithoutMembers = lint.NewFact(func(_ *lint.Pass, c *configuration) (list []emptyBalancer) {
	type balancerOf struct {
		scope *httpdScope
		name  string
	}
	known := make(map[balancerOf]bool)
	var names []string
	var last balancerOf // most members stand beside another of the same
	for _, d := range c.named("BalancerMember") {
		url := d.Arg(0)
		if section := d.within("Proxy"); section != nil {
			url = section.Arg(0)
		}
		if name, isBalancer := apache.BalancerName(url); isBalancer && last != (balancerOf{d.scope, name}) {
			last = balancerOf{d.scope, name}
			known[last] = true
			names = append(names, name)
		}
	}
	server := c.scopes[0]
	for d := range c.unconditional("ProxyPass") {
		for _, arg := range d.Args {
			name, isBalancer := apache.BalancerName(arg.Text)
			if isBalancer && literal(arg) && !known[balancerOf{d.scope, name}] && !known[balancerOf{server, name}] {
				list = append(list, emptyBalancer{d, arg, name, nearest(name, slices.Values(names))})
			}
		}
	}
	return list
})
