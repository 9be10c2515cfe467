package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxProxyPassURIInRegex = &lint.Rule{
	ID:       "nginx-proxy-pass-uri-in-regex",
	Severity: lint.Error,
	Doc: `A proxy_pass with a URI where nginx cannot put it

In a location by regular expression, a named one, an "if" and a limit_except there is no prefix for the URI to take the
place of: nginx does not start.

Leave the URI out, and rewrite the path before where it has to change.

Source: nginx's documentation of proxy_pass; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			t := d.target
			if t.URI == "" || strings.Contains(d.Arg(0), "$") || d.parent == nil {
				continue
			}
			where := nginxNoPrefix(d.parent)
			if where == "" {
				continue
			}
			var fix *lint.Fix
			if t.URI == "/" && d.Args[0].Quote == 0 {
				fix = lint.Replace(d.Args[0].Range(), strings.TrimSuffix(d.Arg(0), "/"))
			}
			p.ReportFix(d.Args[0].Range(), fix, "proxy_pass cannot have the URI %s in %s", t.URI, where)
		}
	},
}

// nginxNoPrefix names a block that gives proxy_pass no prefix, "" for one that does.
func nginxNoPrefix(block *nginxNode) string {
	switch block.Name.Text {
	case "if":
		return `an "if"`
	case "limit_except":
		return "a limit_except"
	case "location":
		switch modifier, _ := nginx.SplitLocation(block.Directive); modifier {
		case "~", "~*":
			return "a location by regular expression"
		case "@":
			return "a named location"
		}
	}
	return ""
}
