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
gets 500 or 502, and so do all others.

Pass requests to another address or port.

Source: Seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		servers := make(map[*nginxNode]nginxServer, len(pl.servers))
		for _, s := range pl.servers {
			servers[s.nginxNode] = s
		}
		for _, d := range pl.passes {
			if a, loops := nginxLoop(servers[d.inner("server")], d); loops {
				p.Report(d.Args[0].Range(), "the server itself listens on %s", a)
			}
		}
	},
}

// nginxLoop returns the address of a server's own to which a proxy_pass sends the
// requests for that server again.
func nginxLoop(s nginxServer, pass nginxPass) (address string, loops bool) {
	t := pass.target
	if t.URI != "" || t.Scheme != "http" || !pass.parent.is("location") {
		return "", false
	}
	if host, _ := pass.header("Host"); host != "$host" && host != "$http_host" {
		return "", false
	}
	if pass.upstream == nil {
		return nginxOwn(s, nginx.Address{Host: t.Host, Port: t.Port})
	}
	for _, server := range pass.upstream.Servers {
		if address, loops = nginxOwn(s, server.Address); loops {
			break
		}
	}
	return address, loops
}

// nginxOwn tells whether a server listens on an address.
func nginxOwn(s nginxServer, a nginx.Address) (address string, own bool) {
	a.Port = cmp.Or(a.Port, "80")
	local := a.Host == "localhost" || strings.HasPrefix(a.Host, "127.")
	for _, l := range s.listens {
		if l.Address == a || local && l.Address.Host == "*" && l.Address.Port == a.Port {
			return a.Host + ":" + a.Port, true
		}
	}
	return "", false
}
