package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxProxySSLVerify = &lint.Rule{
	ID:       "nginx-proxy-ssl-verify",
	Severity: lint.Warning,
	Doc: `TLS to the back end with anyone who answers

nginx does not check a back end's certificate unless it is told to: the connection is encrypted, to whoever stands in
between.

Write "proxy_ssl_verify on;" with proxy_ssl_trusted_certificate, and proxy_ssl_name where the certificate has another
name.

Source: nginx's documentation of proxy_ssl_verify.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		if v, known := nginxVersion(p); known && !nginx.ProxySSLName.In(v) {
			return
		}
		for _, d := range pl.passes {
			t := d.target
			if t.Scheme == "https" && !strings.HasPrefix(t.Host, "127.") && t.Host != "localhost" && d.holds("proxy_ssl_verify", "off", "off") {
				p.Report(d.Args[0].Range(), "the certificate of %s is not verified", t.Host)
			}
		}
	},
}
