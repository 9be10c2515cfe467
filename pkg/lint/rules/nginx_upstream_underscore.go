package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxUpstreamUnderscore = &lint.Rule{
	ID:       "nginx-upstream-underscore",
	Severity: lint.Warning,
	Doc: `An upstream's name with an underscore goes out as Host

Where nothing sets Host, nginx sends the upstream's name. No host name has an underscore, and back ends that check the
field (Tomcat, Django, Go's HTTP/2) answer 400.

Set Host, or name the upstream without the underscore.

Source: nginx's documentation of proxy_set_header; RFC 952 and RFC 1123 on host names.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			if d.upstream == nil || !strings.Contains(d.target.Host, "_") {
				continue
			}
			if _, set := d.headers["host"]; d.headersKnown && !set {
				p.Report(d.Args[0].Range(), "Host reaches the back end as %q, which is no host name", d.target.Host)
			}
		}
	},
}
