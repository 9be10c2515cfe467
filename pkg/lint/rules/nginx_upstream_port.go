package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxUpstreamPort = &lint.Rule{
	ID:       "nginx-upstream-port",
	Severity: lint.Error,
	Doc: `A port behind the name of an upstream

The servers of an upstream have the ports: nginx does not start where proxy_pass adds one.

Leave the port out.

Source: Seen on nginx 1.22: "upstream may not have port".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			t := d.target
			if t.Port == "" {
				continue
			}
			if d.upstream != nil {
				fixed := t.Scheme + "://" + t.Host + t.URI
				p.ReportFix(d.Args[0].Range(), lint.Replace(d.Args[0].Range(), fixed), "the upstream %q may not have the port %s", t.Host, t.Port)
			}
		}
	},
}
