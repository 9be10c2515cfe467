package rules

import (
	"cmp"
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxIPHashBehindProxy = &lint.Rule{
	ID:       "nginx-ip-hash-behind-proxy",
	Severity: lint.Warning,
	Doc: `Clients told apart by their address behind another proxy

A host of the estate passes its requests to this nginx: the address of every client is that of the host before it, and
ip_hash, or a hash of $remote_addr, sends them all to one server.

Let nginx take the address from the field that the host before sends: "set_real_ip_from" with that host's address, and
"real_ip_header X-Forwarded-For".

Source: nginx's documentation of ip_hash and of ngx_http_realip_module; seen on nginx 1.22.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		before := nginxPassedTo.Of(p, e)
		for _, h := range e.Hosts {
			pl, proxied := nginxPlacesOf.Of(p, h), nginxProxied(p, h, before)
			for _, d := range pl.passes {
				host := proxied[d.inner("server")]
				if host == nil || !d.config.whole || d.upstream == nil || len(d.upstream.Servers) < 2 || !nginxByAddress(d.upstream.Method) {
					continue
				}
				if from, known := d.effective("set_real_ip_from"); known && len(from) == 0 {
					p.Report(d.upstream.Method.Name.Range(), "the requests come from %s, and all of them go to one of the %d servers of %q", host.Name, len(d.upstream.Servers), d.upstream.Name.Text)
				}
			}
		}
	},
}

// nginxPassedTo are the addresses and ports of the estate's hosts that the nginx of
// others, or of the same host, pass requests to, each with one of these.
var nginxPassedTo = lint.NewFact(func(p *lint.Pass, e *lint.Estate) map[passedTo]*lint.Host {
	known := estateHostsOf(p, e)
	to := make(map[passedTo]*lint.Host)
	add := func(h *lint.Host, a nginx.Address, scheme string) {
		addr, err := netip.ParseAddr(strings.Trim(a.Host, "[]"))
		if err != nil || known.byAddr[addr] == nil {
			return
		}
		if a.Port == "" && scheme == "https" {
			a.Port = "443"
		}
		to[passedTo{addr, cmp.Or(a.Port, "80")}] = h
	}
	if len(known.byAddr) == 0 {
		return to
	}
	for _, h := range e.Hosts {
		for _, d := range nginxPlacesOf.Of(p, h).passes {
			if d.upstream == nil {
				add(h, nginx.Address{Host: d.target.Host, Port: d.target.Port}, d.target.Scheme)
				continue
			}
			for _, s := range d.upstream.Servers {
				add(h, s.Address, d.target.Scheme)
			}
		}
	}
	return to
})

// passedTo is an address with a port that requests are passed to.
type passedTo struct {
	addr netip.Addr
	port string
}

// nginxProxied returns the virtual servers of a host that another host of the
// estate passes requests to, each with that host, given what nginxPassedTo returns.
func nginxProxied(p *lint.Pass, h *lint.Host, before map[passedTo]*lint.Host) map[*nginxNode]*lint.Host {
	proxied := make(map[*nginxNode]*lint.Host)
	for _, s := range nginxPlacesOf.Of(p, h).servers {
		for addr := range addressesOf(p, h).byAddr {
			for _, l := range s.listens {
				if host := before[passedTo{addr, l.Address.Port}]; host != nil && host != h && (l.Address.Host == "*" || l.Address.Host == addr.String()) {
					proxied[s.nginxNode] = host
				}
			}
		}
	}
	return proxied
}

// nginxByAddress tells whether a method goes by the client's address.
func nginxByAddress(method *nginx.Directive) bool {
	if method == nil || method.Name.Text != "hash" {
		return method != nil && method.Name.Text == "ip_hash"
	}
	return method.Arg(0) == "$remote_addr" || method.Arg(0) == "$binary_remote_addr"
}
