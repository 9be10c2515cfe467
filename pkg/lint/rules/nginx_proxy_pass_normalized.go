package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxProxyPassNormalized = &lint.Rule{
	ID:       "nginx-proxy-pass-normalized",
	Severity: lint.Info,
	Doc: `A URI in proxy_pass makes nginx decode the path

Without a URI nginx passes the request's path on as the client sent it. With one it passes the decoded path: %2F
becomes a slash, and two slashes become one, which object stores and signed URLs do not survive. A URI that puts another
path in place of the location's needs that; one that repeats the location's has no other effect.

Leave the URI out.

Source: nginx's documentation of proxy_pass; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			location := d.inner("location")
			if location == nil || strings.Contains(d.Arg(0), "$") {
				continue
			}
			modifier, prefix := nginx.SplitLocation(location.Directive)
			if t := d.target; t.URI != "" && t.URI == prefix && (modifier == "" || modifier == "^~") {
				p.Report(d.Args[0].Range(), "the URI %s, which is the location's, makes nginx pass the path on decoded, with double slashes merged", t.URI)
			}
		}
	},
}
