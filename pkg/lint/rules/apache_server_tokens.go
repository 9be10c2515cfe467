package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheServerTokens = &lint.Rule{
	ID:       "apache-server-tokens",
	Severity: lint.Info,
	Doc: `ServerTokens Full

Every answer names httpd's exact version and those of its modules, for scanners to compare with lists of vulnerabilities.

Write "ServerTokens Prod".

Source: httpd's documentation of ServerTokens.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, d := range c.named("ServerTokens") {
			if strings.EqualFold(d.Arg(0), "full") {
				d.reportFix(p, d.Header(), lint.Replace(d.Args[0].Range(), "Prod"), "every answer names the versions of httpd and its modules")
			}
		}
	}),
}
