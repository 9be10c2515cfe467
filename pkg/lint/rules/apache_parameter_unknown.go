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
	Apache: func(p *lint.Pass, f *apache.File) {
		for m := range members(p, f) {
			checkParams(p, m.Params, apache.OfMember)
		}
		for b := range balancers(p, f) {
			checkParams(p, b.Sets(), apache.OfBalancer)
		}
		for _, s := range scopes(p, f) {
			for _, pass := range s.passes {
				u, ok := splitURL(pass.Target.Text)
				switch {
				case !ok:
				case u.scheme == "balancer":
					checkParams(p, pass.Params, apache.OfBalancer|apache.OfPass)
				default:
					checkParams(p, pass.Params, apache.OfMember|apache.OfPass)
				}
			}
		}
	},
}

// checkParams looks at parameters that stand where those of a scope belong.
func checkParams(p *lint.Pass, params []apache.KeyValue, scope apache.Scope) {
	for _, kv := range params {
		if !kv.Assigned || !literal(kv.Word) || kv.Key == "" {
			continue
		}
		param, known := apache.LookupParameter(kv.Key)
		switch {
		case !known:
			name := nearest(kv.Key, parameterNames(scope))
			if name == "" {
				p.Report(kv.KeyRange, "%s is no parameter of %s", kv.Key, scopeName(scope))
				continue
			}
			p.ReportFix(kv.KeyRange, lint.Replace(kv.KeyRange, name), "%s is no parameter of %s; did you mean %s?", kv.Key, scopeName(scope), name)
		case param.Scope&scope == 0:
			p.Report(kv.KeyRange, "%s is a parameter of %s, not of %s", param.Name, scopeName(param.Scope), scopeName(scope))
		case p.Platform != nil && !param.Since.In(httpdVersion(p)):
			p.Report(kv.KeyRange, "%s is an httpd %s parameter; %s has httpd %s", param.Name, param.Since, p.Platform.Title, httpdVersion(p))
		}
	}
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
