package apache

import (
	"net/netip"
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// socket is an address and port that virtual hosts are on.
type socket struct {
	listen   topology.Listen
	origin   hcl.Range
	tls      bool
	first    *topology.VirtualHost
	standard *topology.VirtualHost // the default server
	hosts    int                   // how many virtual hosts are on it
}

// bind puts a virtual host, or its redirect from plain http, on an address and
// returns the argument of its section.
func (e *emitter) bind(v *topology.VirtualHost, l topology.Attr[topology.Listen], tls bool) Word {
	text := listenText(l.Value)
	s := e.sockets[text]
	if s == nil {
		s = &socket{listen: l.Value, origin: l.Range, tls: tls, first: v}
		e.sockets[text] = s
		e.order = append(e.order, s)
	}
	if s.hosts++; s.tls != tls {
		e.fail(l.Range, "TLS and plain text on one address", "%s listens on %s with TLS or without, and this is the other.", s.first.Name, text)
	}
	if tls && s.hosts > 1 && !e.has(FeatureSNI) {
		e.fail(l.Range, "Two TLS hosts on one address", "%s is on %s already. %s is an httpd %s feature; %s: give each host an address.",
			s.first.Name, text, FeatureSNI.Name(), FeatureSNI.Since(), e.runs())
	}
	if v.DefaultServer.Value {
		if s.standard != nil && s.standard != v {
			e.fail(v.DefaultServer.Range, "Two default servers", "%s is the default server of %s on %s already.", s.standard.Name, text, e.host.Name)
		}
		s.standard = v
	}
	return Word{Text: text, Sensitive: l.Sensitive}
}

// nameVirtualHosts are the NameVirtualHost directives that httpd 2.2 needs; they
// equal the arguments of the sections to the letter.
func (e *emitter) nameVirtualHosts() body {
	var b body
	if e.has(FeatureNoNameVirtual) {
		return nil
	}
	for _, s := range e.order {
		if !s.tls || e.has(FeatureSNI) {
			b.add(s.origin, "NameVirtualHost", listenText(s.listen))
		}
	}
	return b
}

// listens are the Listen directives for ports that the distribution's own
// configuration does not listen on. A port that is wanted on every address is
// listened on once: with an address beside it httpd would bind it twice.
func (e *emitter) listens() body {
	var b body
	everywhere := make(map[int]bool)
	for _, s := range e.order {
		if !s.listen.Addr.IsValid() || s.listen.Addr == netip.IPv6Unspecified() {
			everywhere[s.listen.Port] = true
		}
	}
	done := make(map[string]bool)
	for _, s := range e.order {
		text := strconv.Itoa(s.listen.Port)
		if !everywhere[s.listen.Port] {
			text = listenText(s.listen)
		}
		if done[text] || slices.Contains(e.host.Platform.ApacheListens, s.listen.Port) {
			continue
		}
		done[text] = true
		args := []string{text}
		if s.tls {
			args = append(args, "https")
		}
		b.add(s.origin, "Listen", args...)
	}
	return b
}
