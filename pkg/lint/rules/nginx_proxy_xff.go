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
every client. What a client sends under such a name reaches the back end as it is.

Write "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;" beside the other fields. Each set of them is spoken
of once, at the first proxy_pass for which it holds.

Source: nginx's documentation of the variable $proxy_add_x_forwarded_for; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		nginxReportUnset(p, nginxPlacesOf.Of(p, h).passes, "no header field tells %s the client's address", "x-forwarded-for", "x-real-ip", "forwarded")
	},
}

// nginxReportUnset reports the sets of header fields that have none of the given
// ones, which are in small letters: each at the first proxy_pass for which it
// holds. A fragment without a set may get one from the http block around it.
func nginxReportUnset(p *lint.Pass, passes []nginxPass, format string, fields ...string) {
	type set struct {
		config *nginxConfig
		at     *nginxNode
	}
	seen := make(map[set]bool)
	for _, d := range passes {
		of := set{d.config, d.headersAt}
		if seen[of] || !d.headersKnown || d.headersAt == nil && !d.config.hasHTTP() {
			continue
		}
		seen[of] = true
		if !slices.ContainsFunc(fields, func(field string) bool { _, ok := d.headers[field]; return ok }) {
			p.Report(d.Name.Range(), format, d.Arg(0))
		}
	}
}
