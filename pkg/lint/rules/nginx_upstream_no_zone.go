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

Write "zone NAME 64k;" in the upstream. Where nginx certainly runs a single worker there is nothing to share; a fragment
without http does not tell how many it runs.

Source: nginx's documentation of zone in ngx_http_upstream_module; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if v, known := nginxVersion(p); known && !nginx.Zone.In(v) {
			return
		}
		pl := nginxPlacesOf.Of(p, h)
		for _, u := range pl.upstreams {
			if c := u.node.config; u.Zone == nil && len(u.Servers) > 1 && !u.node.open && c.hasHTTP() && !c.oneWorker() {
				p.Report(u.Directive.Name.Range(), "the workers do not share the state of the servers of %q", u.Name.Text)
			}
		}
	},
}
