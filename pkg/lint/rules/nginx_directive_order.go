package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxDirectiveOrder = &lint.Rule{
	ID:       "nginx-directive-order",
	Severity: lint.Error,
	Doc: `A directive that stands too early or too late in its block

nginx reads a block from its beginning: the sizes of the tables of maps have to stand before the first map, and "proxy_redirect
default" after the proxy_pass that it is about, in the same block, which says no variables. It does not start otherwise.

Move the line. Beside a proxy_pass with variables, leave it out or say both texts of proxy_redirect.

Source: nginx's documentation of proxy_redirect; ngx_http_map_module.c; seen on nginx 1.22: "directive is duplicate", "should be placed after",
"cannot be used with".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range []string{"map_hash_bucket_size", "map_hash_max_size"} {
			for _, d := range pl.byName[name] {
				if before := nginxBefore(d, "map"); before != nil {
					p.Report(d.Name.Range(), "%s stands after a map, which has set it already", name)
				}
			}
		}
		for d := range pl.named("proxy_redirect") {
			if message := nginxRedirectFault(d); message != "" {
				p.Report(d.Name.Range(), "%s", message)
			}
		}
	},
}

// nginxRedirectFault says what is wrong with the place of a "proxy_redirect default",
// "" for nothing.
func nginxRedirectFault(d *nginxNode) string {
	if d.Arg(0) != "default" || len(d.Args) != 1 || d.parent == nil || d.parent.open {
		return ""
	}
	pass := nginxBefore(d, "proxy_pass")
	switch context := nginxContext(d); {
	case context == "":
		return ""
	case context != "location":
		return "proxy_redirect default belongs in a location, after its proxy_pass; " + context + " can have none"
	case pass == nil && d.parent.has("proxy_pass"):
		return "proxy_redirect default stands before the proxy_pass of its location; it has to stand after it"
	case pass == nil:
		return "proxy_redirect default has no proxy_pass before it in its location"
	case strings.Contains(pass.Arg(0), "$"):
		return "proxy_redirect default cannot stand beside a proxy_pass with variables"
	}
	return ""
}

// nginxBefore returns the first directive of a name that stands before another in
// its block, nil for none.
func nginxBefore(d *nginxNode, name string) *nginxNode {
	if d.parent == nil {
		return nil
	}
	for i := range d.parent.inside {
		switch n := &d.parent.inside[i]; {
		case n == d:
			return nil
		case n.Name.Text == name:
			return n
		}
	}
	return nil
}
