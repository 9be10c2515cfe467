package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var nginxSSLECDHCurve = &lint.Rule{
	ID:       "nginx-ssl-ecdh-curve",
	Severity: lint.Error,
	Doc: `A group that the release's OpenSSL does not know

OpenSSL has the hybrid groups of ML-KEM from 3.5 on. nginx does not start with a list that has a name which its OpenSSL does
not know, and before OpenSSL 3.3 a "?" before the name does not help.

Leave ssl_ecdh_curve out: the default, "auto", takes what the release's OpenSSL has.

Source: nginx's documentation of ssl_ecdh_curve; OpenSSL's SSL_CTX_set1_groups_list(3); seen on nginx 1.22 with OpenSSL 3.0.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if p.Platform == nil || p.Platform.Has(topology.HybridGroups) {
			return
		}
		for d := range nginxPlacesOf.Of(p, h).named("ssl_ecdh_curve") {
			for _, group := range strings.Split(d.Arg(0), ":") {
				if strings.Contains(strings.ToUpper(group), "MLKEM") {
					p.Report(d.Args[0].Range(), "%s's OpenSSL has no %s", p.Platform.Title, strings.TrimPrefix(group, "?"))
					break
				}
			}
		}
	},
}
