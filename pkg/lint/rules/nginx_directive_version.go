package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxDirectiveVersion = &lint.Rule{
	ID:       "nginx-directive-version",
	Severity: lint.Error,
	Doc: `A directive that is newer than the host's nginx

nginx does not start with a directive that its release does not know yet.

Leave it out on that release, or run a newer one.

Source: nginx's documentation of the directive: "This directive appeared in version".`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		v, known := nginxVersion(p)
		if !known {
			return
		}
		for path, d := range f.Walk() {
			specs := nginx.Lookup(d.Name.Text)
			if context := nginxContext(path, false); context != "" {
				specs = slices.DeleteFunc(slices.Clone(specs), func(s nginx.DirectiveSpec) bool { return !nginxTakes(s.Contexts, context) })
			}
			if len(specs) == 0 || slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool { return v.AtLeast(s.Since) || nginxBackported(s.Name, v) }) {
				continue
			}
			p.Report(d.Name.Range, "%s is a directive of nginx %s; the host runs %s", d.Name.Text, specs[0].Since, v)
		}
	},
}

// nginxBackported tells whether a stable branch got a directive before its date.
func nginxBackported(directive string, v nginx.Version) bool {
	return directive == "least_conn" && nginx.LeastConn.In(v)
}
