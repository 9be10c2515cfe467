package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxMisdirectedRequest = &lint.Rule{
	ID:       "nginx-misdirected-request",
	Severity: lint.Info,
	Doc: `A server without a certificate that still answers

ssl_reject_handshake turns away who says the name of no site in the TLS handshake. Who says a site's name there, and another
one in the request, is let in: browsers do that on one HTTP/2 connection for sites of one certificate. The request comes to
this server, and gets what stands here.

Write "return 421;" in it, after which a browser opens a connection of its own.

Source: RFC 9110, 15.5.20; nginx's documentation of ssl_reject_handshake; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, s := range nginxPlacesOf.Of(p, h).servers {
			rejects := s.first("ssl_reject_handshake")
			if rejects == nil || rejects.Arg(0) != "on" || !slices.ContainsFunc(s.listens, nginx.Listen.IsDefault) || s.has("return") || s.open {
				continue
			}
			answers := s.in("location")
			if len(answers) > 0 && !slices.ContainsFunc(answers, func(l *nginxNode) bool { return !l.has("return") && !l.has("deny") }) {
				continue
			}
			p.ReportFix(rejects.Name.Range(), nginxInsert(rejects.Directive, "return 421;"), "a request for another name, on a connection to one of the sites, is answered here")
		}
	},
}
