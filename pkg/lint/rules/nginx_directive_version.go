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
	Host: func(p *lint.Pass, h *lint.Host) {
		v, known := nginxVersion(p)
		if !known {
			return
		}
		for _, group := range nginxSpecGroupsOf.Of(p, h) {
			if slices.ContainsFunc(group.specs, func(s nginx.DirectiveSpec) bool { return !nginxHas(v, s) }) {
				nginxReportNewer(p, group, v)
			}
		}
	},
}

func nginxReportNewer(p *lint.Pass, group nginxSpecGroup, v nginx.Version) {
	choice := newNginxSpecChoice(group.specs)
	for _, d := range group.nodes {
		here := group.specs
		if context := nginxContext(d); context != "" {
			here = choice.in(context)
		}
		if len(here) > 0 && !slices.ContainsFunc(here, func(s nginx.DirectiveSpec) bool { return nginxHas(v, s) }) {
			p.Report(d.Name.Range(), "%s is a directive of nginx %s; the host runs %s", group.name, here[0].Since, v)
		}
	}
}

// nginxHas tells whether a release has a directive.
func nginxHas(v nginx.Version, s nginx.DirectiveSpec) bool {
	return v.AtLeast(s.Since) || nginxBackported(s.Name, v)
}

// nginxBackported tells whether a stable branch got a directive before its date, or
// distributions may have brought it to older releases with a security fix.
func nginxBackported(directive string, v nginx.Version) bool {
	return directive == "least_conn" && nginx.LeastConn.In(v) || directive == "max_headers"
}
