package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamAllDown = &lint.Rule{
	ID:       "nginx-upstream-all-down",
	Severity: lint.Warning,
	Doc: `An upstream whose servers are all down

Each request is answered 502 at once where every server is marked "down".

Take "down" from the servers that serve.

Source: nginx's documentation of server in ngx_http_upstream_module.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			up := slices.ContainsFunc(u.Servers, func(s nginx.Server) bool {
				_, down := s.Param("down")
				return !down
			})
			if len(u.Servers) > 0 && !up && !u.node.open {
				p.Report(u.Directive.Name.Range(), "every server of the upstream %q is down", u.Name.Text)
			}
		}
	},
}
