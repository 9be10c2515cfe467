package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheTlsEngineMissing = &lint.Rule{
	ID:       "apache-tls-engine-missing",
	Severity: lint.Error,
	Doc: `A certificate in a virtual host that speaks no TLS

SSLCertificateFile alone does not switch TLS on, and neither does the port, nor "Listen 443 https": without SSLEngine,
"Syntax OK", and browsers find plain HTTP where they want TLS ("SSL_ERROR_RX_RECORD_TOO_LONG").

Write SSLEngine on.

Source: mod_ssl's documentation of SSLEngine; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if c.host.mainSays["SSLEngine"] {
			return
		}
		for _, sites := range c.sitesByAddress() {
			s := sites[0] // which decides for all of the address
			if slices.ContainsFunc(sites, func(s *httpdScope) bool { return s.opaque || s.says("SSLEngine", "MDomain", "MDPrivateKeys") }) {
				continue
			}
			for _, d := range s.directives() {
				if d.name == "SSLCertificateFile" && d.section == s.vhost {
					d.reportFix(p, d.Header(), lineBefore(d.Directive, "SSLEngine on"), "nothing switches TLS on in this virtual host")
					break
				}
			}
		}
	}),
}
