package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheHandlerProxied = &lint.Rule{
	ID:       "apache-handler-proxied",
	Severity: lint.Warning,
	Doc: `A page of the server's own that is passed on

ProxyPass is asked before a <Location> with SetHandler is: where its path covers the page's, the back end is asked for it
and answers 404.

Exclude it before: "ProxyPass /server-status !".

Source: mod_proxy's documentation of ProxyPass; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, d := range c.named("SetHandler") {
			section := d.section
			if section == nil || section.name != "Location" || len(section.Args) != 1 || d.scope.opaque || !ownPage(d.Arg(0)) {
				continue
			}
			if first := d.scope.firstPass(section.Arg(0)); first != nil && !first.Excluded() {
				section.report(p, section.Header(), "ProxyPass %s on line %d passes %s on, so that %s is never shown",
					first.Path.Text, first.Path.Range().Start.Line, section.Arg(0), d.Arg(0))
			}
		}
	}),
}
