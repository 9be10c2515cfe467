package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxProxyPassURISlash = &lint.Rule{
	ID:       "nginx-proxy-pass-uri-slash",
	Severity: lint.Warning,
	Doc: `The location and the URI of its proxy_pass do not end alike

nginx puts the URI of proxy_pass in the place of the location's own text. Where only one of the two ends in a slash,
"/b" and "http://app/" turn /b/x into //x and pass /bx on as /x, and "/c/" and "http://app/d" turn /c/x into /dx.

End both in a slash, or neither.

Source: nginx's documentation of proxy_pass; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			t := d.target
			location := d.parent
			if !location.is("location") || t.URI == "" || strings.ContainsAny(d.Arg(0), "$?") {
				continue
			}
			modifier, prefix := nginx.SplitLocation(location.Directive)
			if modifier != "" && modifier != "^~" || location.has("rewrite") {
				continue
			}
			if strings.HasSuffix(prefix, "/") == strings.HasSuffix(t.URI, "/") {
				continue
			}
			var fix *lint.Fix
			if strings.HasSuffix(prefix, "/") && d.Args[0].Quote == 0 {
				fix = lint.Replace(d.Args[0].Range(), d.Arg(0)+"/")
			}
			p.ReportFix(d.Args[0].Range(), fix, "%sx reaches the back end as %sx", prefix, t.URI)
		}
	},
}
