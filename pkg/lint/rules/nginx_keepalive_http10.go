package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxKeepaliveHTTP10 = &lint.Rule{
	ID:       "nginx-keepalive-http10",
	Severity: lint.Warning,
	Doc: `keepalive to an upstream that is spoken to in HTTP/1.0

Before 1.29.7 nginx speaks HTTP/1.0 to back ends and sends "Connection: close": no connection is ever kept, whatever
keepalive says.

Write "proxy_http_version 1.1;" and 'proxy_set_header Connection "";' beside the proxy_pass.

Source: nginx's documentation of keepalive; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		if v, known := nginxVersion(p); known && nginx.KeepaliveDefault.In(v) {
			return
		}
		for _, d := range pl.passes {
			u := d.upstream
			if u == nil || u.Keepalive == nil {
				continue
			}
			version, knownVersion := d.value("proxy_http_version", "1.0")
			connection, set := d.headers["connection"]
			switch {
			case knownVersion && version == "1.0":
				p.ReportFix(d.Name.Range(), nginxInsert(d.Directive, "proxy_http_version 1.1;"), "%q keeps no connection: proxy_http_version is 1.0", u.Name.Text)
			case d.headersKnown && (!set || strings.EqualFold(connection, "close")):
				p.Report(d.Name.Range(), `%q keeps no connection: Connection is "close"`, u.Name.Text)
			}
		}
	},
}
