package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxSSLCertificateMissing = &lint.Rule{
	ID:       "nginx-ssl-certificate-missing",
	Severity: lint.Error,
	Doc: `TLS without a certificate, or a certificate without its key

nginx does not start where the default server of an address that speaks TLS has no certificate, nor where a server has more
certificates than keys.

Write both, or "ssl_reject_handshake on" for a server that is to answer nobody.

Source: ngx_http_ssl_module.c and ngx_stream_ssl_module.c; seen on nginx 1.22: no "ssl_certificate" is defined.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		addresses := make(map[nginxSocket][]nginxServer)
		var order []nginxSocket
		for _, d := range pl.byName["server"] {
			if d.Block != nil && d.surely() != "" && d.surely() != nginx.Mail && !d.parent.is("upstream") {
				nginxReportKeys(p, d)
			}
			if d.Block != nil && d.surely() == nginx.Stream && nginxListensTLS(d) && nginxHasNone(d, "ssl_certificate") && !d.has("server_name") {
				p.Report(d.Name.Range(), "this server speaks TLS and has no ssl_certificate")
			}
		}
		for _, s := range pl.servers {
			for _, l := range s.listens {
				socket := nginxSocket{s.config, l.Address}
				if addresses[socket] == nil {
					order = append(order, socket)
				}
				addresses[socket] = append(addresses[socket], s)
			}
		}
		reported := make(map[*nginxNode]bool)
		for _, socket := range order {
			if bare := nginxBareServer(addresses[socket], socket.address); bare != nil && !reported[bare] {
				reported[bare] = true
				p.Report(bare.Name.Range(), "this server speaks TLS on %s and has no ssl_certificate", nginxSocketText(socket.address))
			}
		}
	},
}

// nginxReportKeys reports a server that has fewer keys than certificates, or
// "ssl on" and none.
func nginxReportKeys(p *lint.Pass, d *nginxNode) {
	certificates, known := d.effectiveInside("ssl_certificate")
	keys, keysKnown := d.effectiveInside("ssl_certificate_key")
	switch {
	case !known || !keysKnown || d.surely() == nginx.Stream && !nginxListensTLS(d):
	case len(keys) < len(certificates):
		p.Report(certificates[len(certificates)-1].Name.Range(), "this certificate has no ssl_certificate_key")
	case len(certificates) == 0 && d.surely() == nginx.HTTP && d.has("ssl") && d.first("ssl").Arg(0) == "on":
		p.Report(d.first("ssl").Name.Range(), "this server speaks TLS and has no ssl_certificate")
	}
}

// nginxBareServer returns the default server of an address that speaks TLS, where
// it certainly has no certificate; nil elsewhere.
func nginxBareServer(servers []nginxServer, address nginx.Address) *nginxNode {
	def, speaks := servers[0], false
	for _, s := range servers {
		for _, l := range s.listens {
			if l.Address != address {
				continue
			}
			_, ssl := l.Param("ssl")
			speaks = speaks || ssl
			if l.IsDefault() {
				def = s
			}
		}
	}
	switch known := def.surely() == nginx.HTTP && !def.config.partial; {
	case !speaks, !known, !nginxHasNone(def.nginxNode, "ssl_certificate"):
		return nil
	}
	list, _ := def.effectiveInside("ssl_reject_handshake")
	if slices.ContainsFunc(list, func(d *nginxNode) bool { return d.Arg(0) == "on" }) {
		return nil
	}
	return def.nginxNode
}

// nginxHasNone tells whether a block certainly has no directive of that name, of its
// own or inherited.
func nginxHasNone(d *nginxNode, name string) bool {
	list, known := d.effectiveInside(name)
	return known && len(list) == 0
}

// nginxListensTLS tells whether a server of stream speaks TLS.
func nginxListensTLS(d *nginxNode) bool {
	for listen := range d.find("listen") {
		if slices.ContainsFunc(listen.Args, func(w nginx.Word) bool { return w.Text == "ssl" }) {
			return true
		}
	}
	return false
}

// nginxSocketText writes an address.
func nginxSocketText(a nginx.Address) string {
	if a.Port == "" {
		return a.Host
	}
	return a.Host + ":" + a.Port
}
