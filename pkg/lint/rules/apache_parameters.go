package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

// parameter is a parameter of members, balancers or ProxyPass directives, with the
// places where the same stands: of many, few are different.
type parameter struct {
	apache.KeyValue
	scope apache.Scope // of the parameters that belong there
	uses  []parameterUse
}

// parameterUse is a place where a parameter stands.
type parameterUse struct {
	*configured
	*apache.KeyValue
}

// everyParameter is a rule that looks at the parameters of each member, balancer
// and ProxyPass.
func everyParameter(look func(*lint.Pass, *parameter)) func(*lint.Pass, *lint.Host) {
	return everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, param := range parametersOf.Of(p, c) {
			look(p, param)
		}
	})
}

var parametersOf = lint.NewFact(func(_ *lint.Pass, c *configuration) []*parameter {
	type key struct {
		text  string
		scope apache.Scope
	}
	known := make(map[key]*parameter)
	var list []*parameter
	add := func(d *configured, params []apache.KeyValue, scope apache.Scope) {
		for i := range params {
			k := key{params[i].Word.Text, scope}
			if known[k] == nil {
				known[k] = &parameter{KeyValue: params[i], scope: scope}
				list = append(list, known[k])
			}
			known[k].uses = append(known[k].uses, parameterUse{d, &params[i]})
		}
	}
	for _, s := range c.scopes {
		for _, m := range s.members {
			add(m.at, m.Params, apache.OfMember)
		}
		for _, b := range s.balancers {
			for _, set := range b.sets {
				add(set.at, set.params, apache.OfBalancer)
			}
		}
		for _, pass := range s.passes {
			switch {
			case pass.balancer != "":
				add(pass.at, pass.Params, apache.OfBalancer|apache.OfPass)
			case pass.isURL:
				add(pass.at, pass.Params, apache.OfMember|apache.OfPass)
			}
		}
	}
	return list
})
