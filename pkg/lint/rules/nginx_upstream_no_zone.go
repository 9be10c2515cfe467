package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamNoZone = &lint.Rule{
	ID:       "nginx-upstream-no-zone",
	Severity: lint.Info,
	Doc: `Each worker has its own idea of which servers work

Without a zone every worker process counts failures, connections and max_conns by itself: a dead server is tried by
each of them, and the limit is that of one worker.

Write "zone NAME 64k;" in the upstream.

Source: nginx's documentation of zone in ngx_http_upstream_module.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if v, known := nginxVersion(p); known && !nginx.Zone.In(v) {
			return
		}
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			if u.Zone == nil && len(u.Servers) > 1 && !u.node.open {
				p.Report(u.Directive.Name.Range(), "the workers do not share the state of the servers of %q", u.Name.Text)
			}
		}
	},
}
