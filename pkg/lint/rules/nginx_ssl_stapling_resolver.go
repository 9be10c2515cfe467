package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxSSLStaplingResolver = &lint.Rule{
	ID:       "nginx-ssl-stapling-resolver",
	Severity: lint.Info,
	Doc: `Stapling without a resolver

nginx asks the certificate's OCSP responder at the address that its name had when nginx started, and goes on doing so
after the address has changed; where nobody knew the name then, nothing is stapled, with a mere warning.

Name a resolver, or a file by ssl_stapling_file.

Source: nginx's documentation of ssl_stapling; the source of ngx_ssl_ocsp_request; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("ssl_stapling") {
			if d.Arg(0) != "on" || d.parent == nil || !d.config.whole {
				continue
			}
			resolver, known := d.effective("resolver")
			file, knownFile := d.effective("ssl_stapling_file")
			if known && knownFile && len(resolver)+len(file) == 0 {
				p.Report(d.Name.Range(), "nothing names a resolver for the OCSP responder")
			}
		}
	},
}
