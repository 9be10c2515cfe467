package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxListenMissing = &lint.Rule{
	ID:       "nginx-listen-missing",
	Severity: lint.Error,
	Doc: `A server of stream that listens nowhere

A server of http listens on port 80 where it does not say where; one of stream has no usual port, and nginx does not start.

Write the listen.

Source: nginx's documentation of listen in ngx_stream_core_module; seen on nginx 1.22: no "listen" is defined for server.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, d := range nginxPlacesOf.Of(p, h).byName["server"] {
			if d.Block != nil && d.surely() == nginx.Stream && d.parent.is("stream") && !d.open && !d.has("listen") {
				p.Report(d.Name.Range(), "this server has no listen")
			}
		}
	},
}
