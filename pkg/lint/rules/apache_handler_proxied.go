package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
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
	Apache: func(p *lint.Pass, f *apache.File) {
		for _, s := range scopes(p, f, "Location") {
			passes := make(map[string]apache.ProxyPass)
			for _, pass := range s.passes {
				if _, twice := passes[pass.Path.Text]; !twice && !regular(pass) && pass.Directive.Args[0].Range == pass.Path.Range {
					passes[pass.Path.Text] = pass
				}
			}
			for _, section := range s.named["Location"] {
				handler := section.Last("SetHandler")
				at := section.Arg(0)
				if handler == nil || len(section.Args) != 1 || len(passes) == 0 || !strings.HasPrefix(at, "/") || s.opaque {
					continue
				}
				switch strings.ToLower(handler.Arg(0)) {
				case "balancer-manager", "server-status", "server-info":
				default:
					continue
				}
				first, covered := prefixOf(passes, at)
				for covered && first.Target.Text != "!" {
					p.Report(section.Header(), "ProxyPass %s on line %d passes %s on, so that %s is never shown", first.Path.Text, first.Path.Range.Start.Line, at, handler.Arg(0))
					break
				}
			}
		}
	},
}
