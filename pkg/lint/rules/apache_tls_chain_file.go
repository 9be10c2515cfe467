package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheTlsChainFile = &lint.Rule{
	ID:       "apache-tls-chain-file",
	Severity: lint.Info,
	Doc: `SSLCertificateChainFile

It is obsolete since httpd 2.4.8: SSLCertificateFile takes the intermediate certificates behind the site's own, so that
two certificates of one site can have chains of their own.

Put the chain in SSLCertificateFile.

Source: mod_ssl's documentation of SSLCertificateChainFile.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if p.Platform == nil || !apache.FeatureChainInCert.In(httpdVersion(p)) {
			return
		}
		for d := range c.unconditional("SSLCertificateChainFile") {
			d.report(p, d.Header(), "%s has httpd %s, whose SSLCertificateFile takes the chain", p.Platform.Title, httpdVersion(p))
		}
	}),
}
