package rules

import (
	"strings"
	"unicode"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxUpstreamName = &lint.Rule{
	ID:       "nginx-upstream-name",
	Severity: lint.Info,
	Doc: `A server's name that nginx resolves once, when it starts

nginx asks for the addresses of a server's name when it reads the configuration, and not again: after a change in DNS
it goes on sending requests to the old ones, and without DNS it does not start.

Write addresses, or from 1.27.3 "resolve" with a resolver and a zone.

Source: nginx's documentation of server in ngx_http_upstream_module; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			for _, s := range u.Servers {
				host := s.Address.Host
				_, resolve := s.Param("resolve")
				if resolve || host == "localhost" || strings.ContainsAny(host, ":$/[") || !strings.ContainsFunc(host, unicode.IsLetter) {
					continue
				}
				p.Report(s.Directive.Args[0].Range(), "%s is resolved once, when nginx starts", host)
			}
		}
	},
}
