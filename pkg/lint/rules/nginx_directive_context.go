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
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range pl.names {
			takes := nginxContexts(name)
			if len(takes) == 0 {
				continue
			}
			for _, d := range pl.byName[name] {
				context := nginxContext(d)
				switch family := d.surely(); {
				case context == "":
				case !nginxTakes(takes, context):
					p.Report(d.Name.Range(), "%s does not stand in %s: it takes %s", name, context, strings.Join(takes, ", "))
				case !slices.ContainsFunc(nginx.Lookup(name), func(s nginx.DirectiveSpec) bool {
					return nginxMayRead(s, family) && (nginxTakes(s.Contexts, context) || len(s.Contexts) == 0)
				}):
					p.Report(d.Name.Range(), "%s does not stand in the %s of %s", name, context, family)
				}
			}
		}
	},
}

// nginxContexts returns the contexts of a directive, sorted; none for one that is
// not known, or may stand anywhere.
func nginxContexts(name string) []string {
	var takes []string
	for _, spec := range nginx.Lookup(name) {
		if len(spec.Contexts) == 0 {
			return nil
		}
		takes = append(takes, spec.Contexts...)
	}
	slices.Sort(takes)
	return slices.Compact(takes)
}

// nginxTakes tells whether a context is among those of a directive, of which
// "if" is every if, in a server and in a location.
func nginxTakes(takes []string, context string) bool {
	return slices.Contains(takes, context) || context == "if in location" && slices.Contains(takes, "if")
}

// nginxContext names the block that a directive stands in as the documentation
// does; "" for one that is not known, as the top of a fragment or the block of a
// module that is not nginx's own.
func nginxContext(d *nginxNode) string {
	block := d.parent
	if block == nil {
		if d.config.main {
			return "main"
		}
		return ""
	}
	switch name := block.Name.Text; name {
	case "if":
		if block.parent == nil {
			return ""
		}
		if block.parent.is("location") {
			return "if in location"
		}
		return "if"
	case "http", "server", "location", "upstream", "events", "stream", "mail", "limit_except":
		return name
	}
	return ""
}
