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

A proxy_pass to a name that is no upstream's is the same.

Write addresses, or from 1.27.3 "resolve" with a resolver and a zone.

Source: nginx's documentation of server in ngx_http_upstream_module; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, u := range pl.upstreams {
			for _, s := range u.Servers {
				if _, resolve := s.Param("resolve"); !resolve && nginxIsName(s.Address.Host) {
					p.Report(s.Directive.Args[0].Range(), "%s is resolved once, when nginx starts", s.Address.Host)
				}
			}
		}
		for _, d := range pl.passes {
			switch host := d.target.Host; {
			case d.upstream != nil || !d.config.whole || d.target.Scheme == "" || !nginxIsName(host):
			case strings.Contains(host, "."):
				p.Report(d.Args[0].Range(), "%s is resolved once, when nginx starts", host)
			default:
				p.Report(d.Args[0].Range(), "there is no upstream %q: it is a host's name, and resolved once, when nginx starts", host)
			}
		}
	},
}

// nginxIsName tells whether a host is a name that nginx asks the resolver for.
func nginxIsName(host string) bool {
	return host != "localhost" && !strings.ContainsAny(host, ":$/[") && strings.ContainsFunc(host, unicode.IsLetter)
}
