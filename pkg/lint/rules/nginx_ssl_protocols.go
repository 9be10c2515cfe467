package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxSSLProtocols = &lint.Rule{
	ID:       "nginx-ssl-protocols",
	Severity: lint.Warning,
	Doc: `TLS of a version that is given up

SSLv2, SSLv3, TLS 1.0 and TLS 1.1 have known weaknesses, and browsers speak them no more.

Write "ssl_protocols TLSv1.2 TLSv1.3;".

Source: RFC 8996; RFC 7568; nginx's documentation of ssl_protocols.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		if v, known := nginxVersion(p); known && !nginx.TLS12.In(v) {
			return // it has nothing newer
		}
		for d := range pl.named("ssl_protocols", "proxy_ssl_protocols") {
			var old, kept []string
			for _, w := range d.Args {
				switch w.Text {
				case "SSLv2", "SSLv3", "TLSv1", "TLSv1.1":
					old = append(old, w.Text)
				default:
					kept = append(kept, w.Text)
				}
			}
			if len(old) == 0 {
				continue
			}
			if len(kept) == 0 {
				kept = []string{"TLSv1.2"}
			}
			fix := lint.Replace(d.Range(), d.Name.Text+" "+strings.Join(kept, " ")+";")
			p.ReportFix(d.Args[0].Range(), fix, "the versions that are given up: %s", strings.Join(old, ", "))
		}
	},
}
