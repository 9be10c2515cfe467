package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxUpstreamServerURL = &lint.Rule{
	ID:       "nginx-upstream-server-url",
	Severity: lint.Error,
	Doc: `A URL where an upstream wants an address

A server of an upstream is a host and a port: with a scheme or a path nginx does not start. Those belong to proxy_pass.

Leave the scheme and the path out.

Source: Seen on nginx 1.22: "invalid host in upstream".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			for _, s := range u.Servers {
				text := s.Directive.Arg(0)
				address := text
				if i := strings.Index(address, "://"); i >= 0 {
					address = address[i+3:]
				}
				if strings.HasPrefix(text, "unix:") || strings.Contains(text, "$") {
					continue
				}
				address, _, _ = strings.Cut(address, "/")
				if address == text {
					continue
				}
				var fix *lint.Fix
				if address != "" {
					fix = lint.Replace(s.Directive.Args[0].Range(), address)
				}
				p.ReportFix(s.Directive.Args[0].Range(), fix, "%q is a URL, not an address", text)
			}
		}
	},
}
