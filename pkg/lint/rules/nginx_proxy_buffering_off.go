package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxProxyBufferingOff = &lint.Rule{
	ID:       "nginx-proxy-buffering-off",
	Severity: lint.Warning,
	Doc: `Slow clients hold the back end

Without proxy_buffering the back end is busy until the slowest client has read its answer.

Turn it off in the location of a stream of events alone, or have the back end send "X-Accel-Buffering: no".

Source: nginx's documentation of proxy_buffering.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("proxy_buffering") {
			if block := d.parent; d.Arg(0) == "off" && block != nil && (block.Name.Text == "server" || block.Name.Text == "http") {
				p.Report(d.Name.Range(), "each back end waits for its slowest client, in every location of this %s", block.Name.Text)
			}
		}
	},
}
