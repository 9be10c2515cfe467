package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxHSTS = &lint.Rule{
	ID:       "nginx-hsts",
	Severity: lint.Info,
	Doc: `A site with TLS that browsers may be led away from

Without Strict-Transport-Security the first request of a visit may go by http, where who stands in between answers it.

Write 'add_header Strict-Transport-Security "max-age=31536000" always;' once every page is reached by https. Of a fragment without
http, a server that has no add_header is not spoken of: http may have one.

Source: RFC 6797.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		isSSL := func(w nginx.Word) bool { return w.Text == "ssl" }
		isHSTS := func(d *nginxNode) bool { return strings.EqualFold(d.Arg(0), "strict-transport-security") }
		sites := make(map[*nginxNode]bool) // those with a location that sends it
		for d := range pl.named("add_header") {
			if isHSTS(d) {
				sites[d.inner("server")] = true
			}
		}
		for d := range pl.named("server") {
			names := d.in("server_name")
			tls := slices.ContainsFunc(d.in("listen"), func(l *nginxNode) bool { return slices.ContainsFunc(l.Args, isSSL) })
			if !tls || len(names) == 0 || rejects(d) {
				continue
			}
			fields, known := d.effectiveInside("add_header")
			known = known && (len(fields) > 0 || d.config.hasHTTP())
			if known && !slices.ContainsFunc(fields, isHSTS) && !sites[d] {
				p.Report(d.Name.Range(), "answers of %s have no Strict-Transport-Security", names[0].Arg(0))
			}
		}
	},
}

// rejects tells whether a server ends every handshake, and so answers nothing.
func rejects(server *nginxNode) bool {
	return slices.ContainsFunc(server.in("ssl_reject_handshake"), func(d *nginxNode) bool { return d.Arg(0) == "on" })
}
