package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxProxyXFF = &lint.Rule{
	ID:       "nginx-proxy-xff",
	Severity: lint.Info,
	Doc: `The back end does not learn the client's address

Without X-Forwarded-For or its like, the back end's log, its limits and its access lists see the balancer in place of
every client.

Write "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;" beside the other fields.

Source: nginx's documentation of the variable $proxy_add_x_forwarded_for; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		nginxReportUnset(p, pl, "no header field tells %s the client's address", "x-forwarded-for", "x-real-ip", "forwarded")
	},
}

// nginxReportUnset reports each proxy_pass whose back end gets none of the fields,
// which are in small letters.
func nginxReportUnset(p *lint.Pass, pl *nginxPlaces, format string, fields ...string) {
	for _, d := range pl.passes {
		any := slices.ContainsFunc(fields, func(field string) bool {
			_, set := d.headers[field]
			return set
		})
		if !any && d.headersKnown {
			p.Report(d.Name.Range(), format, d.Arg(0))
		}
	}
}
