package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxProxyPassVariableURI = &lint.Rule{
	ID:       "nginx-proxy-pass-variable-uri",
	Severity: lint.Warning,
	Doc: `A proxy_pass with a variable sends every request to one path

Where proxy_pass has a variable and a path, nginx sends that path as it stands and appends nothing: "http://$app/" asks
the back end for / whatever the client asked for.

End it with $request_uri in place of the path.

Source: nginx's documentation of proxy_pass; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			t := d.target
			location := d.inner("location")
			if !strings.Contains(t.Host+t.Port, "$") || t.URI == "" || strings.Contains(t.URI, "$") || location == nil {
				continue
			}
			if modifier, prefix := nginx.SplitLocation(location.Directive); modifier == "=" || modifier == "@" || prefix == t.URI && prefix != "/" {
				continue
			}
			var fix *lint.Fix
			if t.URI == "/" && d.Args[0].Quote == 0 {
				fix = lint.Replace(d.Args[0].Range(), strings.TrimSuffix(d.Arg(0), "/")+"$request_uri")
			}
			p.ReportFix(d.Args[0].Range(), fix, "every request of this location reaches the back end as %s", t.URI)
		}
	},
}
