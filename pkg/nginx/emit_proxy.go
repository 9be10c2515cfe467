package nginx

import (
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// proxy adds what passes the requests of a location to its balancer.
func (e *emitter) proxy(s *body, v *topology.VirtualHost, l *topology.Location) {
	b := l.Balancer.Value
	e.use(b)
	scheme := b.Scheme.Value
	if scheme != "http" && scheme != "https" {
		e.fail(b.Scheme.Range, "Scheme that nginx does not proxy", "nginx passes requests on by http and https; this balancer wants %s.", scheme)
		return
	}
	s.words(l.Balancer.Range, "proxy_pass", e.proxyPass(l, scheme))
	if scheme == "https" {
		e.proxyTLS(s, l)
	}
	e.proxyHeaders(s, v, l)
	e.nextUpstream(s, l)
	for _, t := range []struct {
		name string
		attr topology.Attr[time.Duration]
	}{
		{"proxy_connect_timeout", l.ConnectTimeout},
		{"proxy_send_timeout", l.SendTimeout},
		{"proxy_read_timeout", l.ReadTimeout},
	} {
		if t.attr.Set {
			s.words(t.attr.Range, t.name, duration(t.attr))
		}
	}
	if l.Buffering.Set && !l.Buffering.Value {
		s.add(l.Buffering.Range, "proxy_buffering", "off")
	}
}

// proxyPass is the URL of proxy_pass. It has a path only where the location's
// and the back end's differ: with one, nginx passes on the path decoded and
// normalised, and a slash too many or too few goes wrong.
func (e *emitter) proxyPass(l *topology.Location, scheme string) Word {
	pool := scheme + "://" + l.Balancer.Value.Name
	there := l.BackendPath
	if !there.Set || there.Value == l.Name {
		return e.literal(pool, label(l.Balancer.Value.Block))
	}
	return e.literal(pool+there.Value, there)
}

// proxyTLS makes nginx tell a back end that speaks TLS which site is asked for.
func (e *emitter) proxyTLS(s *body, l *topology.Location) {
	at := l.Balancer.Value.Scheme.Range
	if !e.has(ProxySSLServerName) {
		return
	}
	s.add(at, "proxy_ssl_server_name", "on")
	if l.PreserveHost.Value {
		s.add(at, "proxy_ssl_name", "$host")
	}
}

// headerSet is the set of header fields that a location sends to its back end.
type headerSet struct {
	fields body
	at     map[string]int // by lower-case name
}

// set adds a field, or replaces the one of that name.
func (h *headerSet) set(origin hcl.Range, name string, value Word) {
	d := &Directive{Name: Word{Text: "proxy_set_header"}, Args: []Word{{Text: name}, value}, Origin: origin}
	key := strings.ToLower(name)
	if i, ok := h.at[key]; ok {
		h.fields[i] = d
		return
	}
	if h.at == nil {
		h.at = make(map[string]int)
	}
	h.at[key] = len(h.fields)
	h.fields = append(h.fields, d)
}

// proxyHeaders adds the header fields for the back end: all of them, because a
// location with one of its own inherits none. What the user asks for replaces
// what hagen would send.
func (e *emitter) proxyHeaders(s *body, v *topology.VirtualHost, l *topology.Location) {
	var h headerSet
	if l.PreserveHost.Value {
		h.set(l.PreserveHost.Range, "Host", Word{Text: e.hostValue(v)})
	} else {
		h.set(l.PreserveHost.Range, "Host", Word{Text: "$proxy_host"})
	}
	if l.ForwardedFor.Value {
		h.set(l.ForwardedFor.Range, "X-Real-IP", Word{Text: "$remote_addr"})
		h.set(l.ForwardedFor.Range, "X-Forwarded-For", Word{Text: "$proxy_add_x_forwarded_for"})
	}
	if l.ForwardedProto.Value {
		h.set(l.ForwardedProto.Range, "X-Forwarded-Proto", Word{Text: "$scheme"})
	}
	e.connection(s, &h, l)
	fields := l.RequestHeaders.Value
	for i, field := range fields {
		if name, ok := e.fieldName(fields[:i], field); ok {
			h.set(field.Range, name.Text, e.value(field.Value, field.Attr))
		}
	}
	*s = append(*s, h.fields...)
}

// hostValue is the Host header as the client sent it. $host is the name without
// the port, which is all there is on a default port; elsewhere the port is added
// where the client named one.
func (e *emitter) hostValue(v *topology.VirtualHost) string {
	for _, l := range v.Listen.Items {
		if l.Value.Port == defaultPort(v) {
			continue
		}
		switch {
		case e.has(RequestPort):
			return "$host$is_request_port$request_port"
		case e.has(MapRegexp):
			return "$host" + e.variable(requestPort, l.Range)
		default:
			return "$host:$server_port"
		}
	}
	return "$host"
}

// connection adds what keeps connections to the back ends open, or turns them
// into WebSockets.
func (e *emitter) connection(s *body, h *headerSet, l *topology.Location) {
	byDefault := e.has(KeepaliveDefault)
	keepalive := l.Balancer.Value.Keepalive
	switch {
	case l.WebSocket.Value && e.need(WebSocket, l.WebSocket.Range):
		variable := connectionOrClose
		if keepalive.Set || byDefault {
			variable = connectionOrKeepalive
		}
		if !byDefault {
			s.add(l.WebSocket.Range, "proxy_http_version", "1.1")
		}
		h.set(l.WebSocket.Range, "Upgrade", Word{Text: "$http_upgrade"})
		h.set(l.WebSocket.Range, "Connection", Word{Text: e.variable(variable, l.WebSocket.Range)})
	case keepalive.Set && !byDefault && e.has(Keepalive):
		s.add(keepalive.Range, "proxy_http_version", "1.1")
		h.set(keepalive.Range, "Connection", Word{})
	}
}

// nextUpstreamFeatures are the conditions that not every release knows.
var nextUpstreamFeatures = map[string]Feature{
	"http_502": NextUpstream502, "http_504": NextUpstream504, "http_403": NextUpstream403,
	"http_429": NextUpstream429, "non_idempotent": NextUpstreamNonIdem,
}

// nextUpstream adds when the next member is tried, and how often. By default a
// member that answers "not now" counts as one that does not answer.
func (e *emitter) nextUpstream(s *body, l *topology.Location) {
	if len(l.NextUpstream.Items) > 0 {
		var words []Word
		for _, condition := range l.NextUpstream.Items {
			if feature, gated := nextUpstreamFeatures[condition.Value]; !gated || e.need(feature, condition.Range) {
				words = append(words, e.quote(condition.Value, condition))
			}
		}
		s.words(l.NextUpstream.Range, "proxy_next_upstream", words...)
	} else {
		conditions := []string{"error", "timeout", "http_503"}
		if e.has(NextUpstream502) {
			conditions = []string{"error", "timeout", "http_502", "http_503"}
		}
		s.add(l.Range, "proxy_next_upstream", conditions...)
	}
	if l.NextUpstreamTries.Set && e.need(NextUpstreamTries, l.NextUpstreamTries.Range) {
		s.words(l.NextUpstreamTries.Range, "proxy_next_upstream_tries", number("", l.NextUpstreamTries))
	}
	if l.NextUpstreamTimeout.Set && e.need(NextUpstreamTimeout, l.NextUpstreamTimeout.Range) {
		s.words(l.NextUpstreamTimeout.Range, "proxy_next_upstream_timeout", duration(l.NextUpstreamTimeout))
	}
}
