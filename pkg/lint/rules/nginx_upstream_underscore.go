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
		for d := range pl.named("proxy_pass") {
			t := nginxTargetOf(d.Arg(0))
			if !strings.Contains(t.Host, "_") || strings.ContainsAny(t.Host, "$/") {
				continue
			}
			if _, ok := d.config.upstream(t.Host); !ok {
				continue
			}
			if _, set, known := d.header("Host"); known && !set {
				p.Report(d.Args[0].Range(), "Host reaches the back end as %q, which is no host name", t.Host)
			}
		}
	},
}
