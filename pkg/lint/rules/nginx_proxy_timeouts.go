package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxProxyTimeouts = &lint.Rule{
	ID:       "nginx-proxy-timeouts",
	Severity: lint.Info,
	Doc: `A back end that hangs holds the client for a minute

By default nginx waits 60 seconds for a connection to a back end, and a minute more for its answer.

Set proxy_connect_timeout to a few seconds, and proxy_read_timeout to what the application needs.

Source: nginx's documentation of proxy_connect_timeout and proxy_read_timeout.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			if list, known := d.effective("proxy_connect_timeout"); known && len(list) == 0 {
				p.Report(d.Name.Range(), "the connection to %s may take 60 seconds to fail", d.Arg(0))
			}
		}
	},
}
