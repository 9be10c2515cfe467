package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamEmpty = &lint.Rule{
	ID:       "nginx-upstream-empty",
	Severity: lint.Error,
	Doc: `An upstream without servers

nginx does not start with an upstream that has no server.

Give it a server, or delete it.

Source: Seen on nginx 1.22: "no servers are inside upstream".`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		for u := range f.Upstreams() {
			if len(u.Servers) == 0 && u.Directive.First("include") == nil && u.Directive.First("state") == nil {
				p.Report(u.Directive.Name.Range, "the upstream %q has no server", u.Name.Text)
			}
		}
	},
}
