package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxReportValues reports the arguments that are no value of their directive's
// kind. A directive of several modules is judged where they agree on the kind.
func nginxReportValues(p *lint.Pass, h *lint.Host, is string, kinds ...nginx.ValueKind) {
	for _, group := range nginxSpecGroupsOf.Of(p, h) {
		if nginx.HasForm(group.name) { // nginx-argument-value's
			continue
		}
		if slices.ContainsFunc(group.specs, func(s nginx.DirectiveSpec) bool { return slices.Contains(kinds, s.Value().Kind) }) {
			nginxReportGroup(p, is, group)
		}
	}
}

func nginxReportGroup(p *lint.Pass, is string, group nginxSpecGroup) {
	values := make([]nginx.Value, len(group.specs))
	for i, s := range group.specs {
		values[i] = s.Value()
	}
	for _, d := range group.nodes {
		for i := range d.Args {
			text := d.Args[i].Text
			refused := func(v nginx.Value) bool {
				return (i == v.From || i > v.From && v.All) && !v.Accepts(text) && !(v.Variables && strings.Contains(text, "$"))
			}
			if slices.ContainsFunc(values, func(v nginx.Value) bool { return !refused(v) }) {
				continue
			}
			what := is
			if words := values[0].Words; len(words) > 0 {
				what = "one of " + strings.Join(words, ", ")
			}
			p.Report(d.Args[i].Range(), "%s is %s, not %q", group.name, what, text)
		}
	}
}
