package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxSSLCiphers = &lint.Rule{
	ID:       "nginx-ssl-ciphers",
	Severity: lint.Warning,
	Doc: `Ciphers that are broken

RC4, DES, 3DES, export ciphers and those without encryption or authentication can be broken by who listens.

Leave them out of ssl_ciphers, or exclude them with "!".

Source: RFC 7465 on RC4; RFC 9325, section 4.1; ciphers(1) of OpenSSL.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("ssl_ciphers", "proxy_ssl_ciphers") {
			for cipher := range strings.SplitSeq(d.Arg(0), ":") {
				switch strings.ToUpper(strings.TrimPrefix(cipher, "+")) {
				case "RC4", "DES", "3DES", "MD5", "NULL", "ENULL", "ANULL", "EXP", "EXPORT", "LOW", "RC4-SHA", "RC4-MD5", "DES-CBC3-SHA", "DES-CBC-SHA":
					if !strings.HasPrefix(cipher, "+") { // "+" only moves to the end
						p.Report(d.Args[0].Range(), "the list has %s", cipher)
					}
				}
			}
		}
	},
}
