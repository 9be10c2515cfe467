package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxProxyProto = &lint.Rule{
	ID:       "nginx-proxy-proto",
	Severity: lint.Info,
	Doc: `The back end does not learn whether the client came by TLS

A back end that does not see X-Forwarded-Proto takes every request for one by http: links and redirects leave TLS, and
secure cookies are not set.

Write "proxy_set_header X-Forwarded-Proto $scheme;" beside the other fields.

Source: nginx's documentation of the variable $scheme; RFC 7239 for the standard field.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		nginxReportUnset(p, pl, "no header field tells %s the client's scheme", "x-forwarded-proto", "x-forwarded-ssl", "x-forwarded-scheme", "x-scheme", "forwarded")
	},
}
