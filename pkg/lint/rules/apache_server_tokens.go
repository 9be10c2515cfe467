package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheServerTokens = &lint.Rule{
	ID:       "apache-server-tokens",
	Severity: lint.Info,
	Doc: `ServerTokens Full

Every answer names httpd's exact version and those of its modules, for scanners to compare with lists of vulnerabilities.

Write "ServerTokens Prod".

Source: httpd's documentation of ServerTokens.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for _, d := range readDirectives(p, f) {
			if d.Is("ServerTokens") && strings.EqualFold(d.Arg(0), "full") {
				p.ReportFix(d.Header(), lint.Replace(d.Args[0].Range, "Prod"), "every answer names the versions of httpd and its modules")
			}
		}
	},
}
