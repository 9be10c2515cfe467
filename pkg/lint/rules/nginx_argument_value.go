package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxArgumentValue = &lint.Rule{
	ID:       "nginx-argument-value",
	Severity: lint.Error,
	Doc: `An argument, or the value of a parameter, that nginx refuses

Each argument has its form and its bounds: a port of listen, the weight of a server, the size of a zone, the status code of an error
page. Over any other nginx does not start.

Write a value of that form.

Source: nginx's documentation and source of the directive; each form tried on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, misfit := range nginxMisfitsOf.Of(p, h) {
			d, forms := misfit.nginxNode, misfit.forms
			switch needs := forms[0].Needs; {
			case !forms[0].Lacks(d.Args) || slices.ContainsFunc(d.Args, func(w nginx.Word) bool { return w.Text == "off" }):
			case needs == "*":
				p.Report(d.Name.Range(), "%s has parameters and nothing that they are of", d.Name.Text)
			default:
				p.Report(d.Name.Range(), "%s has to have the parameter %s", d.Name.Text, needs)
			}
			for i := range d.Args {
				if nginxTakesArgument(d, forms, i) {
					continue
				}
				w, f := &d.Args[i], forms[0]
				switch known, _ := f.Match(w.Text); {
				case len(d.Args) == 1 && !f.Alone.IsZero():
					p.Report(w.Range(), "the only argument of %s is %s, not %q", d.Name.Text, f.Alone.Says, w.Text)
				case i < len(f.First):
					p.Report(w.Range(), "this argument of %s is %s, not %q", d.Name.Text, f.First[i].Says, w.Text)
				case !f.Last.IsZero() && i == len(d.Args)-1:
					p.Report(w.Range(), "the last argument of %s is %s, not %q", d.Name.Text, f.Last.Says, w.Text)
				case known.Name != "":
					_, value, _ := strings.Cut(w.Text, "=")
					p.Report(w.Range(), "%s of %s is %s, not %q", known.Name, d.Name.Text, known.Kind.Says, value)
				case len(nginxNames(f)) == 0:
					p.Report(w.Range(), "an argument of %s is %s, not %q", d.Name.Text, nginxFormSays(f), w.Text)
				}
			}
		}
	},
}

// nginxFormSays describes what an argument of a form may be.
func nginxFormSays(f nginx.ArgumentForm) string {
	var list []string
	for _, e := range f.Each {
		switch {
		case e.Name == "":
			list = append(list, e.Kind.Says)
		case e.Assigned:
			list = append(list, e.Name+"=")
		default:
			list = append(list, e.Name)
		}
	}
	if n := len(list) - 1; n > 0 {
		return strings.Join(list[:n], ", ") + " or " + list[n]
	}
	return list[0]
}
