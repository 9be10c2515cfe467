package nginx

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// socket is an address and port that servers listen on.
type socket struct {
	tls      bool
	first    *topology.VirtualHost
	standard *topology.VirtualHost // the default server
}

// defaultServerNote says what is in the way of a default server where
// distributions come with one of their own.
const defaultServerNote = `# An address has one default server: the distribution's own, in nginx.conf,
# conf.d/default.conf or sites-enabled/default, has to go where there is one.
`

// site is the file of one virtual host: its server block, and the one that
// redirects to it.
func (e *emitter) site(v *topology.VirtualHost) body {
	if v.BalancerManager != nil {
		e.fail(v.BalancerManager.Range, "Not in nginx", "The balancer-manager is a page of Apache; nginx has none.")
	}
	var file body
	file.block(v.Range, Directives, e.server(v), "server")
	if v.DefaultServer.Value {
		file[0].Name.Before = defaultServerNote
	}
	if v.TLS != nil && v.TLS.RedirectHTTP.Value {
		file.block(v.TLS.RedirectHTTP.Range, Directives, e.redirectServer(v), "server")
	}
	return file
}

// server is the inside of a virtual host's server block.
func (e *emitter) server(v *topology.VirtualHost) body {
	var s body
	for _, l := range v.Listen.Items {
		e.listen(&s, v, l, v.TLS != nil)
	}
	e.serverName(&s, v)
	if v.TLS != nil {
		e.tls(&s, v.TLS)
	}
	if v.DocumentRoot.Set {
		s.words(v.DocumentRoot.Range, "root", e.literal(v.DocumentRoot.Value, v.DocumentRoot))
	}
	if v.TLS != nil && v.TLS.HSTS.Set {
		e.hsts(&s, v.TLS)
	}
	e.logs(&s, v)
	paths := make(map[string]bool, len(v.Locations))
	for _, l := range v.Locations {
		e.location(&s, v, l, paths)
	}
	return s
}

// defaultPort is the port that a virtual host's URLs need not name.
func defaultPort(v *topology.VirtualHost) int {
	if v.TLS != nil {
		return 443
	}
	return 80
}

// listen adds a listen directive, and what older releases need beside it.
func (e *emitter) listen(s *body, v *topology.VirtualHost, l topology.Attr[topology.Listen], tls bool) {
	at := l.Value
	sock := e.sockets[at]
	first := sock == nil
	if first {
		sock = &socket{tls: tls, first: v}
		e.sockets[at] = sock
	}
	if sock.tls != tls {
		e.fail(l.Range, "TLS and plain text on one address", "%s listens on %s with TLS or without, and this is the other; nginx does both on no address.", sock.first.Name, listenText(at))
	}
	args := []Word{{Text: listenText(at), Sensitive: l.Sensitive}}
	if v.DefaultServer.Value {
		args = append(args, e.defaultServer(v, sock, at))
	}
	if tls && e.has(ListenSSL) && (first || e.has(ListenSSLRepeated)) {
		args = append(args, Word{Text: "ssl"})
	}
	if tls && v.TLS.HTTP2.Value && !e.has(HTTP2Directive) && e.need(ListenHTTP2, v.TLS.HTTP2.Range) {
		args = append(args, Word{Text: "http2"})
	}
	if at.Addr.Is6() {
		e.need(ListenIPv6, l.Range)
		// A socket on [::] would take the IPv4 port too; the option may be given once.
		if first && at.Addr.IsUnspecified() && !e.has(ListenIPv6OnlyIsOn) && e.has(ListenIPv6Only) {
			args = append(args, Word{Text: "ipv6only=on"})
		}
	}
	s.words(l.Range, "listen", args...)
}

// defaultServer is the parameter that makes a server the default of its address.
func (e *emitter) defaultServer(v *topology.VirtualHost, sock *socket, at topology.Listen) Word {
	if other := sock.standard; other != nil && other != v {
		e.fail(v.DefaultServer.Range, "Two default servers", "%s is the default server of %s on %s already.", other.Name, listenText(at), e.host.Name)
	}
	sock.standard = v
	if e.has(ListenDefaultServer) {
		return Word{Text: "default_server"}
	}
	return Word{Text: "default"}
}

// listenText is an address and port as nginx writes them; of every IPv4 address,
// the port alone.
func listenText(l topology.Listen) string {
	if !l.Addr.IsValid() {
		return strconv.Itoa(l.Port)
	}
	return netip.AddrPortFrom(l.Addr, uint16(l.Port)).String()
}

// serverName adds the virtual host's names.
func (e *emitter) serverName(s *body, v *topology.VirtualHost) {
	names := v.ServerNames()
	var words []Word
	for _, name := range names {
		text := name.Value
		if ip, err := netip.ParseAddr(text); err == nil && ip.Is6() {
			text = "[" + text + "]" // as it stands in the Host header
		}
		words = append(words, e.quote(text, name))
	}
	s.words(names[0].Range, "server_name", words...)
}

// redirectServer is the inside of the server block that sends the plain http of
// a virtual host to its https.
func (e *emitter) redirectServer(v *topology.VirtualHost) body {
	var s body
	at := v.TLS.RedirectHTTP.Range
	port, seen := 0, make(map[topology.Listen]bool)
	for _, l := range v.Listen.Items {
		if port == 0 {
			port = l.Value.Port
		}
		l.Value.Port = 80
		l.Range = at
		if !seen[l.Value] {
			e.listen(&s, v, l, false)
		}
		seen[l.Value] = true
	}
	e.serverName(&s, v)
	target := "https://$host"
	if port != 443 {
		target += fmt.Sprintf(":%d", port)
	}
	e.redirect(&s, at, 301, Word{Text: target + "$request_uri"})
	return s
}

// redirects are the statuses of redirects, with the feature that each needs.
var redirects = map[int]Feature{301: ReturnText, 302: ReturnText, 303: ReturnText, 307: Return307, 308: Return308}

// redirect adds the answer that sends a client elsewhere.
func (e *emitter) redirect(s *body, at hcl.Range, status int, target Word) {
	feature, ok := redirects[status]
	if !ok {
		e.fail(at, "Not a redirect", "nginx redirects with the statuses 301, 302, 303, 307 and 308; %d is another thing.", status)
		return
	}
	if !e.has(ReturnText) && status <= 302 {
		// "?" keeps rewrite from adding the query, which return does not add.
		target.Text += "?"
		s.words(at, "rewrite", Word{Text: "^"}, target, Word{Text: map[int]string{301: "permanent", 302: "redirect"}[status]})
		return
	}
	if e.need(feature, at) {
		s.words(at, "return", Word{Text: strconv.Itoa(status)}, target)
	}
}

// logs adds the logs of a virtual host.
func (e *emitter) logs(s *body, v *topology.VirtualHost) {
	for _, l := range v.AccessLogs {
		e.checkRotation(l.Block, l.Rotate)
		args := []Word{e.literal(l.Name, label(l.Block))}
		if l.Format.Value != "combined" { // which is the default
			args = append(args, e.quote(l.Format.Value, l.Format))
		}
		s.words(l.Range, "access_log", args...)
	}
	for i, l := range v.ErrorLogs {
		e.checkRotation(l.Block, l.Rotate)
		if i > 0 {
			e.need(SeveralErrorLogs, l.Range)
		}
		args := []Word{e.quote(l.Name, label(l.Block))}
		if l.Level.Set {
			args = append(args, e.quote(l.Level.Value, l.Level))
		}
		s.words(l.Range, "error_log", args...)
	}
}

// checkRotation refuses what Apache does by rotatelogs: nginx would write a file
// whose name has the "%" in it.
func (e *emitter) checkRotation(log topology.Block, rotate topology.Attr[*topology.Rotate]) {
	switch {
	case rotate.Value != nil:
		e.fail(rotate.Range, "No rotation in nginx", "nginx does not pipe its logs through rotatelogs. Let logrotate rotate %s.", log.Name)
	case strings.Contains(log.Name, "%"):
		e.fail(log.NameRange, "No dates in nginx's file names", "nginx expands no strftime conversions: the file would be called %s to the letter.", log.Name)
	}
}
