package rules

import (
	"strings"

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
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.passes) == 0 || s.opaque {
			return
		}
		passes := make(map[string]*proxyPass, len(s.passes))
		for _, pass := range s.passes {
			if passes[pass.Path.Text] == nil && !pass.regular() && !pass.placed {
				passes[pass.Path.Text] = pass
			}
		}
		for _, d := range s.directives() {
			if d.name != "SetHandler" || d.section == nil || d.section.name != "Location" || !ownPage(d.Arg(0)) {
				continue
			}
			section := d.section
			if at := section.Arg(0); len(section.Args) == 1 && strings.HasPrefix(at, "/") {
				if first := prefixOf(passes, at); first != nil && !first.Excluded() {
					section.report(p, section.Header(), "ProxyPass %s on line %d passes %s on, so that %s is never shown", first.Path.Text, first.Path.Range.Start.Line, at, d.Arg(0))
				}
			}
		}
	}),
}
