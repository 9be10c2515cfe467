package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxResolverPublic = &lint.Rule{
	ID:       "nginx-resolver-public",
	Severity: lint.Warning,
	Doc: `A resolver on the Internet

Answers from a public resolver cross networks that are not yours, unencrypted: who forges one chooses the back end.

Name a resolver of your own network.

Source: nginx's documentation of resolver.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("resolver") {
			for _, w := range d.Args {
				switch nginx.ParseAddress(w.Text).Host {
				case "8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "208.67.222.222", "208.67.220.220",
					"[2001:4860:4860::8888]", "[2001:4860:4860::8844]", "[2606:4700:4700::1111]":
					p.Report(w.Range(), "%s is a public resolver", w.Text)
				}
			}
		}
	},
}
