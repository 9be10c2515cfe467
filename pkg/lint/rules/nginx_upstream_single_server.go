package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxUpstreamSingleServer = &lint.Rule{
	ID:       "nginx-upstream-single-server",
	Severity: lint.Info,
	Doc: `max_fails and fail_timeout of a server that is alone

With a single server in the group nginx ignores max_fails, fail_timeout and slow_start, and never takes it for failed.

Add a second server, or leave the parameters out.

Source: nginx's documentation of server in ngx_http_upstream_module.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			if len(u.Servers) != 1 || u.node.open {
				continue
			}
			for _, name := range []string{"max_fails", "fail_timeout", "slow_start"} {
				if param, ok := u.Servers[0].Param(name); ok {
					p.Report(param.Word.Range(), "%s is ignored for the only server of %q", name, u.Name.Text)
				}
			}
		}
	},
}
