package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxRetryNonIdempotent = &lint.Rule{
	ID:       "nginx-retry-non-idempotent",
	Severity: lint.Warning,
	Doc: `A request that changes something may be sent twice

With non_idempotent nginx sends a POST, LOCK or PATCH that failed to the next server, though the first may have carried
it out: an order is booked twice.

Leave it out; limit the rest by proxy_next_upstream_tries and proxy_next_upstream_timeout.

Source: nginx's documentation of proxy_next_upstream.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("proxy_next_upstream", "fastcgi_next_upstream", "uwsgi_next_upstream", "scgi_next_upstream", "grpc_next_upstream") {
			for _, w := range d.Args {
				if w.Text == "non_idempotent" {
					p.Report(w.Range(), "a POST that failed is sent to the next server too")
				}
			}
		}
	},
}
