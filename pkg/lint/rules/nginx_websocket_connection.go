package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxWebsocketConnection = &lint.Rule{
	ID:       "nginx-websocket-connection",
	Severity: lint.Warning,
	Doc: `Every request asks the back end for an upgrade

A literal "Connection: upgrade" goes out with every request, also those that are no WebSocket: some back ends answer
400 or 426, and no connection is kept.

Map $http_upgrade to "upgrade", and an empty value to an empty one, and send that variable.

Source: nginx's article on WebSocket proxying; its documentation of keepalive.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("proxy_set_header") {
			if !strings.EqualFold(d.Arg(0), "connection") || !strings.EqualFold(d.Arg(1), "upgrade") {
				continue
			}
			location := d.inner("location")
			if location != nil {
				pass := location.first("proxy_pass")
				_, prefix := nginx.SplitLocation(location.Directive)
				keeps := false
				if pass != nil {
					u := d.config.upstream(nginxTargetOf(pass.Arg(0)).Host)
					keeps = u != nil && u.Keepalive != nil
				}
				if prefix != "/" && !keeps {
					continue // a location for the WebSocket alone
				}
			}
			p.Report(d.Args[1].Range(), "every request goes to the back end with Connection: upgrade")
		}
	},
}
