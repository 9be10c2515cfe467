package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheHandlerExposed = &lint.Rule{
	ID:       "apache-handler-exposed",
	Severity: lint.Warning,
	Doc: `A page of the server's own that everybody may see

balancer-manager lets whoever sees it take members out; server-status shows clients, URLs and back ends; server-info the
whole configuration.

Put "Require local" or "Require ip …" in its <Location> ("Order", "Deny" and "Allow" in httpd 2.2).

Source: mod_proxy_balancer's, mod_status's and mod_info's documentation; seen on httpd 2.4: 200 to anyone.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for within, d := range readDirectives(p, f) {
			if !d.Is("SetHandler") || len(within) == 0 {
				continue
			}
			switch strings.ToLower(d.Arg(0)) {
			case "balancer-manager", "server-status", "server-info", "ldap-status":
			default:
				continue
			}
			section, limited := (*apache.Directive)(nil), false
			for _, around := range within {
				if around.Is("Location") || around.Is("LocationMatch") {
					section = around
				}
				limited = limited || around.Is("If")
			}
			if section != nil && !limited && !limits(section) {
				p.Report(section.Header(), "nothing limits who may see %s at %s", d.Arg(0), section.Arg(len(section.Args)-1))
			}
		}
	},
}
