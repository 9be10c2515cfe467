package rules

import (
	"cmp"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxProxyLoop = &lint.Rule{
	ID:       "nginx-proxy-loop",
	Severity: lint.Error,
	Doc: `A proxy_pass back to the server that it stands in

The request comes back with the same name and path, and goes round until the worker has no connection left: the client
gets 502, and so do all others.

Pass requests to another address or port.

Source: Seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := newNginxPlaces(h)
		for s := range pl.servers() {
			listens := make(map[string]bool)
			for _, l := range s.Listens {
				listens[l.Address.Host+":"+l.Address.Port] = true
			}
			for _, location := range s.Locations {
				pass := location.ProxyPass
				if pass == nil || len(pass.Args) == 0 {
					continue
				}
				t := nginxTargetOf(pass.Arg(0))
				host, _, _ := pl.header([]*nginx.Directive{s.Directive, location.Directive}, "Host")
				if t.URI != "" || t.Scheme != "http" || host != "$host" && host != "$http_host" {
					continue
				}
				addresses := []nginx.Address{{Host: t.Host, Port: t.Port}}
				if u, ok := pl.upstream(t.Host); ok {
					addresses = nil
					for _, server := range u.Servers {
						addresses = append(addresses, server.Address)
					}
				}
				for _, a := range addresses {
					port := cmp.Or(a.Port, "80")
					local := a.Host == "localhost" || strings.HasPrefix(a.Host, "127.")
					if listens[a.Host+":"+port] || local && listens["*:"+port] {
						p.Report(pass.Args[0].Range, "the server itself listens on %s:%s", a.Host, port)
						break
					}
				}
			}
		}
	},
}
