package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxProxyTimeouts = &lint.Rule{
	ID:       "nginx-proxy-timeouts",
	Severity: lint.Info,
	Doc: `A back end that hangs holds the client for a minute

By default nginx waits 60 seconds for a connection to a back end, and a minute more for its answer.

Set proxy_connect_timeout to a few seconds, and proxy_read_timeout to what the application needs: once in http is enough. A
configuration is spoken of once, at the first proxy_pass without a limit.

Source: nginx's documentation of proxy_connect_timeout and proxy_read_timeout.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		first := make(map[*nginxConfig]nginxPass)
		more := make(map[*nginxConfig]int)
		var order []*nginxConfig
		for _, d := range nginxPlacesOf.Of(p, h).passes {
			onHost := strings.HasPrefix(d.target.Host, "unix:") || d.upstream != nil && d.upstream.onUnixSockets()
			if onHost || !d.unset("proxy_connect_timeout") {
				continue
			}
			if _, seen := first[d.config]; seen {
				more[d.config]++
				continue
			}
			first[d.config] = d
			order = append(order, d.config)
		}
		for _, c := range order {
			switch d := first[c]; more[c] {
			case 0:
				p.Report(d.Name.Range(), "the connection to %s may take 60 seconds to fail", d.Arg(0))
			case 1:
				p.Report(d.Name.Range(), "the connection to %s may take 60 seconds to fail, and so may that of another proxy_pass", d.Arg(0))
			default:
				p.Report(d.Name.Range(), "the connection to %s may take 60 seconds to fail, and so may those of %d more proxy_pass", d.Arg(0), more[c])
			}
		}
	},
}
