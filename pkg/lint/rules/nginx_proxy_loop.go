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
		for _, s := range nginxPlacesOf.Of(p, h).servers {
			for location := range s.find("location") {
				for pass := range location.find("proxy_pass") {
					if a, loops := nginxLoop(s, pass); loops {
						p.Report(pass.Args[0].Range(), "the server itself listens on %s", a)
					}
				}
			}
		}
	},
}

// nginxLoop returns the address of a server's own to which a proxy_pass sends the
// requests for that server again.
func nginxLoop(s nginxServer, pass *nginxNode) (address string, loops bool) {
	t := nginxTargetOf(pass.Arg(0))
	if t.URI != "" || t.Scheme != "http" {
		return "", false
	}
	if host, _, _ := pass.header("Host"); host != "$host" && host != "$http_host" {
		return "", false
	}
	addresses := []nginx.Address{{Host: t.Host, Port: t.Port}}
	if u, ok := s.config.upstream(t.Host); ok {
		addresses = nil
		for _, server := range u.Servers {
			addresses = append(addresses, server.Address)
		}
	}
	for _, a := range addresses {
		a.Port = cmp.Or(a.Port, "80")
		local := a.Host == "localhost" || strings.HasPrefix(a.Host, "127.")
		for _, l := range s.listens {
			if l.Address == a || local && l.Address.Host == "*" && l.Address.Port == a.Port {
				return a.Host + ":" + a.Port, true
			}
		}
	}
	return "", false
}
