package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheHandlerExposed = &lint.Rule{
	ID:       "apache-handler-exposed",
	Severity: lint.Warning,
	Doc: `A page of the server's own that everybody may see

balancer-manager lets whoever sees it take members out; server-status shows clients, URLs and back ends; server-info the
whole configuration.

Put "Require local" or "Require ip …" in its <Location> ("Order", "Deny" and "Allow" in httpd 2.2). The rule is silent where
the <Location> of a path above says it, and in a virtual host on the loopback address.

Source: mod_proxy_balancer's, mod_status's and mod_info's documentation; seen on httpd 2.4: 200 to anyone.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, d := range c.named("SetHandler") {
			section := d.within("Location", "LocationMatch")
			if section != nil && ownPage(d.Arg(0)) && d.within("If") == nil && !d.scope.onLoopback() && !limits(section) && !limitedAbove(section) {
				section.report(p, section.Header(), "nothing limits who may see %s at %s", d.Arg(0), section.Arg(len(section.Args)-1))
			}
		}
	}),
}

// limitedAbove tells whether another <Location> of the scope, or of the main server,
// for the same path or one above it says who may ask.
func limitedAbove(section *configured) bool {
	path := section.Arg(len(section.Args) - 1)
	return slices.ContainsFunc(section.scope.configuration.named("Location"), func(above *configured) bool {
		return above != section && (above.scope == section.scope || above.scope.vhost == nil) && len(above.Args) == 1 &&
			strings.HasPrefix(path, strings.TrimSuffix(above.Arg(0), "/")) && limits(above)
	})
}

// ownPage tells whether a handler shows something of the server itself.
func ownPage(handler string) bool {
	switch strings.ToLower(handler) {
	case "balancer-manager", "server-status", "server-info", "ldap-status":
		return true
	}
	return false
}
