package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
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
		pl := newNginxPlaces(h)
		for path, d := range pl.named("proxy_pass") {
			t := nginxTargetOf(d.Arg(0))
			location := nginxLast(path)
			if location == nil || location.Name.Text != "location" || t.URI == "" || strings.ContainsAny(d.Arg(0), "$?") {
				continue
			}
			modifier, prefix := nginxLocation(location)
			if modifier != "" && modifier != "^~" || len(pl.in(location, "rewrite")) > 0 {
				continue
			}
			if strings.HasSuffix(prefix, "/") == strings.HasSuffix(t.URI, "/") {
				continue
			}
			var fix *lint.Fix
			if strings.HasSuffix(prefix, "/") && d.Args[0].Quote == 0 {
				fix = lint.Replace(d.Args[0].Range, d.Arg(0)+"/")
			}
			p.ReportFix(d.Args[0].Range, fix, "%sx reaches the back end as %sx", prefix, t.URI)
		}
	},
}
