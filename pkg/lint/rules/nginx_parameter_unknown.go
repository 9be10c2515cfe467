package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxParameterUnknown = &lint.Rule{
	ID:       "nginx-parameter-unknown",
	Severity: lint.Error,
	Doc: `A parameter that the directive does not know

nginx does not start over a parameter that is misspelt, that lacks its value, or that belongs to another directive. Often a
semicolon is missing, and the next line became parameters.

Correct the name, or end the line.

Source: nginx's documentation and source of the directive; seen on nginx 1.22: "invalid parameter".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, misfit := range nginxMisfitsOf.Of(p, h) {
			d, forms := misfit.nginxNode, misfit.forms
			for i := len(forms[0].First); i < len(d.Args); i++ {
				if nginxTakesArgument(d, forms, i) {
					continue
				}
				w := &d.Args[i]
				name, _, assigned := strings.Cut(w.Text, "=")
				names := nginxNames(forms[0])
				if len(names) == 0 || nginxKnowsAssigned(forms, name, assigned) {
					continue
				}
				switch near := suggest.Nearest(name, names); {
				case near != "" && d.Args[i].Quote == 0:
					fixed := near + strings.TrimPrefix(w.Text, name)
					p.ReportFix(w.Range(), lint.Replace(w.Range(), fixed), "%s has no parameter %s; did you mean %s?", d.Name.Text, name, near)
				case slices.Contains(names, name) && assigned:
					p.Report(w.Range(), "the parameter %s of %s has no value", name, d.Name.Text)
				case slices.Contains(names, name):
					p.Report(w.Range(), "the parameter %s of %s wants a value", name, d.Name.Text)
				default:
					p.Report(w.Range(), "%s has no parameter %q", d.Name.Text, w.Text)
				}
			}
		}
	},
}

// nginxKnowsAssigned tells whether a form has a parameter with a value, or without
// one, of that name: what is wrong is the value then.
func nginxKnowsAssigned(forms []nginx.ArgumentForm, name string, assigned bool) bool {
	return slices.ContainsFunc(forms, func(f nginx.ArgumentForm) bool {
		return slices.ContainsFunc(f.Each, func(e nginx.ParameterForm) bool { return e.Name == name && e.Assigned == assigned })
	})
}
