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
	Host: everyParameter(func(p *lint.Pass, param *parameter) {
		if !param.Assigned || !literal(*param.Word) || param.Key == "" {
			return
		}
		info, known := apache.LookupParameter(param.Key)
		switch {
		case !known:
			name := nearest(param.Key, parameterNames(param.scope))
			for _, use := range param.uses {
				if name == "" {
					use.report(p, use.KeyRange(), "%s is no parameter of %s", param.Key, scopeName(param.scope))
					continue
				}
				use.reportFix(p, use.KeyRange(), lint.Replace(use.KeyRange(), name), "%s is no parameter of %s; did you mean %s?", param.Key, scopeName(param.scope), name)
			}
		case info.Scope&param.scope == 0:
			for _, use := range param.uses {
				use.report(p, use.KeyRange(), "%s is a parameter of %s, not of %s", info.Name, scopeName(info.Scope), scopeName(param.scope))
			}
		case p.Platform != nil && !info.Since.In(httpdVersion(p)):
			for _, use := range param.uses {
				use.report(p, use.KeyRange(), "%s is an httpd %s parameter; %s has httpd %s", info.Name, info.Since, p.Platform.Title, httpdVersion(p))
			}
		}
	}),
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
