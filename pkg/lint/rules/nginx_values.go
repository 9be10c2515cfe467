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
	pl := nginxPlacesOf.Of(p, h)
	for _, name := range pl.names {
		specs := nginx.Lookup(name)
		if !slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool { return slices.Contains(kinds, s.Value().Kind) }) {
			continue
		}
		values := make([]nginx.Value, len(specs))
		for i, s := range specs {
			values[i] = s.Value()
		}
		for _, d := range pl.byName[name] {
			for i := range d.Args {
				text := d.Args[i].Text
				refused := func(v nginx.Value) bool { return (i == v.From || i > v.From && v.All) && !v.Accepts(text) }
				if strings.Contains(text, "$") || slices.ContainsFunc(values, func(v nginx.Value) bool { return !refused(v) }) {
					continue
				}
				what := is
				if words := values[0].Words; len(words) > 0 {
					what = "one of " + strings.Join(words, ", ")
				}
				p.Report(d.Args[i].Range(), "%s is %s, not %q", name, what, text)
			}
		}
	}
}
