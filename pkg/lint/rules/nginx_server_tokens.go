package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxServerTokens = &lint.Rule{
	ID:       "nginx-server-tokens",
	Severity: lint.Info,
	Doc: `The release of nginx in every answer

server_tokens on shows the version in the Server field and on error pages: it saves an attacker a question.

Write "server_tokens off;".

Source: nginx's documentation of server_tokens.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("server_tokens") {
			if d.Arg(0) == "on" || d.Arg(0) == "build" {
				p.ReportFix(d.Args[0].Range(), lint.Replace(d.Args[0].Range(), "off"), "answers show the version of nginx")
			}
		}
	},
}
