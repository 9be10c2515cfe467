package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheTlsCertificateMissing = &lint.Rule{
	ID:       "apache-tls-certificate-missing",
	Severity: lint.Error,
	Doc: `SSLEngine without a certificate

Each virtual host with SSLEngine needs a certificate, its own or one outside of all virtual hosts; that of the first of the
address does not count for the others. "Syntax OK", and the start fails (AH02572).

Write SSLCertificateFile and SSLCertificateKeyFile.

Source: mod_ssl's documentation of SSLCertificateFile; seen on httpd 2.4.`,
	Host: wholeConfiguration(func(p *lint.Pass, c *configuration) {
		if c.host.mainSays["SSLCertificateFile"] || len(c.named("MDomain")) > 0 || len(c.named("MDomainSet")) > 0 || len(c.named("SSLPolicyDefine")) > 0 {
			return
		}
		for _, s := range c.scopes[1:] {
			if s.vhost.verdict != always || s.opaque || !s.isOn("SSLEngine") || s.says("SSLCertificateFile") {
				continue
			}
			for _, d := range s.directives() {
				if d.name == "SSLEngine" && d.section == s.vhost && d.verdict == always {
					d.report(p, d.Header(), "this virtual host has no SSLCertificateFile, and none outside of it counts")
					break
				}
			}
		}
	}),
}
