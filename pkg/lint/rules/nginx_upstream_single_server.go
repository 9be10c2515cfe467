package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamSingleServer = &lint.Rule{
	ID:       "nginx-upstream-single-server",
	Severity: lint.Info,
	Doc: `max_fails and fail_timeout of a server that is alone

With a single server in the group nginx ignores max_fails, fail_timeout and slow_start, and never takes it for failed.

Add a second server, or leave the parameters out.

Source: nginx's documentation of server in ngx_http_upstream_module.`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		for u := range f.Upstreams() {
			if len(u.Servers) != 1 || u.Directive.First("include") != nil {
				continue
			}
			for _, name := range []string{"max_fails", "fail_timeout", "slow_start"} {
				if param, ok := u.Servers[0].Param(name); ok {
					p.Report(param.Word.Range, "%s is ignored for the only server of %q", name, u.Name.Text)
				}
			}
		}
	},
}
