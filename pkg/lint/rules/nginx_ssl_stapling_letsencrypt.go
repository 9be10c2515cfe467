package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxSSLStaplingLetsEncrypt = &lint.Rule{
	ID:       "nginx-ssl-stapling-letsencrypt",
	Severity: lint.Info,
	Doc: `OCSP stapling for an authority without OCSP

Let's Encrypt gave up OCSP on 6 August 2025: its certificates name no responder, and nginx says at each start that it
ignores ssl_stapling.

Take ssl_stapling away for these certificates.

Source: letsencrypt.org, "Ending OCSP Support in 2025"; nginx's documentation of ssl_stapling.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for d := range nginxPlacesOf.Of(p, h).named("ssl_stapling") {
			if d.Arg(0) != "on" || !d.parent.is("server") {
				continue
			}
			for _, certificate := range d.parent.in("ssl_certificate") {
				if strings.Contains(certificate.Arg(0), "/letsencrypt/") {
					p.ReportFix(d.Range(), lint.Replace(d.Range(), "ssl_stapling off;"), "no OCSP responder answers for %s", certificate.Arg(0))
					break
				}
			}
		}
	},
}
