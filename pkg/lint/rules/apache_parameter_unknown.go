package rules

import (
	"iter"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheParameterUnknown = &lint.Rule{
	ID:       "apache-parameter-unknown",
	Severity: lint.Error,
	Doc: `A parameter that httpd does not know there

httpd refuses to start over a key that is misspelt, that is newer than the release, or that belongs to members where
it stands for a balancer, and the other way round: "upgrade" is a member's, "stickysession" a balancer's.

Correct the key, or move it to BalancerMember or ProxySet.

Source: mod_proxy's documentation of ProxyPass; the first releases are from the source of all 2.2 and 2.4; seen on httpd 2.4.`,
	Host: everyParameter(func(p *lint.Pass, d *configured, params []apache.KeyValue, scope apache.Scope) {
		for _, kv := range params {
			if !kv.Assigned || !literal(kv.Word) || kv.Key == "" {
				continue
			}
			param, known := apache.LookupParameter(kv.Key)
			switch {
			case !known:
				name := nearest(kv.Key, parameterNames(scope))
				if name == "" {
					d.report(p, kv.KeyRange(), "%s is no parameter of %s", kv.Key, scopeName(scope))
					continue
				}
				d.reportFix(p, kv.KeyRange(), lint.Replace(kv.KeyRange(), name), "%s is no parameter of %s; did you mean %s?", kv.Key, scopeName(scope), name)
			case param.Scope&scope == 0:
				d.report(p, kv.KeyRange(), "%s is a parameter of %s, not of %s", param.Name, scopeName(param.Scope), scopeName(scope))
			case p.Platform != nil && !param.Since.In(httpdVersion(p)):
				d.report(p, kv.KeyRange(), "%s is an httpd %s parameter; %s has httpd %s", param.Name, param.Since, p.Platform.Title, httpdVersion(p))
			}
		}
	}),
}

// everyParameter is a rule that looks at the parameters of each member, balancer
// and ProxyPass, with the scope of those that belong there.
func everyParameter(look func(p *lint.Pass, d *configured, params []apache.KeyValue, scope apache.Scope)) func(*lint.Pass, *lint.Host) {
	return everyScope(func(p *lint.Pass, s *httpdScope) {
		for _, m := range s.members {
			look(p, m.at, m.Params, apache.OfMember)
		}
		for _, b := range s.balancers {
			for _, set := range b.sets {
				look(p, set.at, set.params, apache.OfBalancer)
			}
		}
		for _, pass := range s.passes {
			switch {
			case pass.balancer != "":
				look(p, pass.at, pass.Params, apache.OfBalancer|apache.OfPass)
			case pass.isURL:
				look(p, pass.at, pass.Params, apache.OfMember|apache.OfPass)
			}
		}
	})
}

// scopeName is what a message calls those whose parameters a scope's are.
func scopeName(scope apache.Scope) string {
	switch {
	case scope&apache.OfMember != 0:
		return "members"
	case scope&apache.OfBalancer != 0:
		return "balancers"
	}
	return "ProxyPass"
}

func parameterNames(scope apache.Scope) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, param := range apache.Parameters() {
			if param.Scope&scope != 0 && !yield(param.Name) {
				return
			}
		}
	}
}
