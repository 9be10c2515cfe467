package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheSslNoProxyengine = &lint.Rule{
	ID:       "apache-ssl-no-proxyengine",
	Severity: lint.Error,
	Doc: `A back end by TLS without SSLProxyEngine

"Syntax OK", and each request to an https:// member or target is answered by 500.

Write "SSLProxyEngine On" in the virtual host, with SSLProxyVerify and SSLProxyCACertificateFile beside it.

Source: mod_ssl's documentation of SSLProxyEngine; seen on httpd 2.4.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		list, everywhere := hostScopes(p, h, "SSLProxyEngine")
		for _, s := range list {
			if len(s.named["SSLProxyEngine"]) > 0 || everywhere["SSLProxyEngine"] || s.opaque {
				continue
			}
			report := func(w apache.Word) {
				if u, ok := splitURL(w.Text); ok && u.tls() {
					p.Report(w.Range, "httpd speaks no TLS to %s: nothing says SSLProxyEngine On", u.host)
				}
			}
			if s.vhost != nil || len(s.passes) > 0 { // a balancer outside of all virtual hosts is used inside of one
				for _, m := range s.members {
					report(m.URL)
				}
			}
			for _, pass := range s.passes {
				report(pass.Target)
			}
		}
	},
}
