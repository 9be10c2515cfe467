package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxDirectiveContext = &lint.Rule{
	ID:       "nginx-directive-context",
	Severity: lint.Error,
	Doc: `A directive in a block that does not take it

nginx does not start with a directive outside of the blocks that its module reads it in.

Move it to one of the blocks that take it.

Source: nginx's documentation of the directive; seen on nginx 1.22: "directive is not allowed here".`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		main := slices.ContainsFunc(f.Directives, func(d *nginx.Directive) bool {
			return d.Name.Text == "http" || d.Name.Text == "events" || d.Name.Text == "stream" || d.Name.Text == "mail"
		})
		for path, d := range f.Walk() {
			specs := nginx.Lookup(d.Name.Text)
			context := nginxContext(path, main)
			if len(specs) == 0 || context == "" {
				continue
			}
			var takes []string
			for _, spec := range specs {
				if len(spec.Contexts) == 0 {
					takes = nil
					break
				}
				takes = append(takes, spec.Contexts...)
			}
			if len(takes) == 0 || nginxTakes(takes, context) {
				continue
			}
			slices.Sort(takes)
			p.Report(d.Name.Range, "%s does not stand in %s: it takes %s", d.Name.Text, context, strings.Join(slices.Compact(takes), ", "))
		}
	},
}

// nginxTakes tells whether a context is among those of a directive, of which
// "if" is every if, in a server and in a location.
func nginxTakes(takes []string, context string) bool {
	return slices.Contains(takes, context) || context == "if in location" && slices.Contains(takes, "if")
}

// nginxContext names the block that a directive stands in as the documentation
// does; "" for one that is not known, as the top of a fragment or the block of a
// module that is not nginx's own.
func nginxContext(path []*nginx.Directive, main bool) string {
	if len(path) == 0 {
		if main {
			return "main"
		}
		return ""
	}
	block := path[len(path)-1]
	switch name := block.Name.Text; name {
	case "if":
		if len(path) < 2 {
			return ""
		}
		if path[len(path)-2].Name.Text == "location" {
			return "if in location"
		}
		return "if"
	case "http", "server", "location", "upstream", "events", "stream", "mail", "limit_except":
		return name
	}
	return ""
}
