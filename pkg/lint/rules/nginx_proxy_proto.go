package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxProxyProto = &lint.Rule{
	ID:       "nginx-proxy-proto",
	Severity: lint.Info,
	Doc: `The back end does not learn whether the client came by TLS

A back end that does not see X-Forwarded-Proto takes every request for one by http: links and redirects leave TLS, and
secure cookies are not set. One that looks for the field believes the client, whose own is passed on.

Write "proxy_set_header X-Forwarded-Proto $scheme;" beside the other fields; where TLS ends on a host before this one, pass
on what that one says, and let nobody else reach this one. Each set of fields is spoken of once, at the first proxy_pass
for which it holds; a back end that is spoken to by https is not asked about.

Source: nginx's documentation of the variable $scheme; RFC 7239 for the standard field; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		plain := slices.DeleteFunc(slices.Clone(nginxPlacesOf.Of(p, h).passes), func(d nginxPass) bool { return d.target.Scheme == "https" })
		nginxReportUnset(p, plain, "no header field tells %s the client's scheme", "x-forwarded-proto", "x-forwarded-ssl", "x-forwarded-scheme", "x-scheme", "forwarded")
	},
}
