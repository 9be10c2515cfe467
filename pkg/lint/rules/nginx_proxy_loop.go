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
		own := make(map[*nginxNode]map[nginx.Address]bool, len(pl.servers))
		for _, s := range pl.servers {
			listens := make(map[nginx.Address]bool, len(s.listens))
			for _, l := range s.listens {
				listens[l.Address] = true
			}
			own[s.nginxNode] = listens
		}
		type way struct {
			server   *nginxNode
			upstream *nginxUpstream
		}
		known := make(map[way]string) // where requests come back to
		for _, d := range pl.passes {
			if host := d.headers["host"]; host != "$host" && host != "$http_host" || d.target.URI != "" || d.target.Scheme != "http" || !d.parent.is("location") {
				continue
			}
			at := way{d.inner("server"), d.upstream}
			address, seen := known[at]
			if !seen || d.upstream == nil {
				address = nginxOwn(own[at.server], d)
				known[at] = address
			}
			if address != "" {
				p.Report(d.Args[0].Range(), "the server itself listens on %s", address)
			}
		}
	},
}

// nginxOwn returns the address among those that a server listens on to which a
// proxy_pass sends requests, "" where it sends them elsewhere.
func nginxOwn(listens map[nginx.Address]bool, d nginxPass) string {
	addresses := []nginx.Address{{Host: d.target.Host, Port: d.target.Port}}
	if d.upstream != nil {
		addresses = nil
		for _, server := range d.upstream.Servers {
			addresses = append(addresses, server.Address)
		}
	}
	for _, a := range addresses {
		a.Port = cmp.Or(a.Port, "80")
		local := a.Host == "localhost" || strings.HasPrefix(a.Host, "127.")
		if listens[a] || local && listens[nginx.Address{Host: "*", Port: a.Port}] {
			return a.Host + ":" + a.Port
		}
	}
	return ""
}
