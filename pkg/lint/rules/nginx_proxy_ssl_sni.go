package rules

import (
	"strings"
	"unicode"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxProxySSLSNI = &lint.Rule{
	ID:       "nginx-proxy-ssl-sni",
	Severity: lint.Warning,
	Doc: `TLS to a back end that is not told which site is meant

nginx sends no server name in the TLS handshake (SNI) by default: a back end with several certificates shows the wrong
one, or ends the handshake, and the client gets 502.

Write "proxy_ssl_server_name on;".

Source: nginx's documentation of proxy_ssl_server_name.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		if v, known := nginxVersion(p); known && !nginx.ProxySSLServerName.In(v) {
			return
		}
		for _, d := range pl.passes {
			t := d.target
			if t.Scheme != "https" || d.upstream != nil || !strings.Contains(t.Host, ".") || !strings.ContainsFunc(t.Host, unicode.IsLetter) || strings.ContainsAny(t.Host, "$/[") {
				continue
			}
			if d.holds("proxy_ssl_server_name", "off", "off") {
				p.ReportFix(d.Args[0].Range(), nginxInsert(d.Directive, "proxy_ssl_server_name on;"), "the TLS handshake with %s says no server name", t.Host)
			}
		}
	},
}
