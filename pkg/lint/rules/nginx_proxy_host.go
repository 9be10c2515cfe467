package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxProxyHost = &lint.Rule{
	ID:       "nginx-proxy-host",
	Severity: lint.Warning,
	Doc: `The client's Host header does not reach the back end

Without "proxy_set_header Host" nginx sends the name in proxy_pass, which is the upstream's: an application that looks at
the Host header, as name-based sites do, answers for a site that nobody asked for. A proxy_set_header in a location takes
the place of all those around it, so that one for another field loses the Host as well.

Write "proxy_set_header Host $host;" beside the proxy_pass.

Source: nginx's documentation of proxy_set_header; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			if _, set := d.headers["host"]; set || !d.headersKnown || d.parent == nil {
				continue
			}
			why := "nothing sets it"
			if len(d.headers) > 0 {
				why = "the proxy_set_header lines of this level take the place of those around it"
			}
			p.Report(d.Name.Range(), "the back end of %s gets its own name as Host, not the client's: %s", d.Args[0].Text, why)
		}
	},
}
