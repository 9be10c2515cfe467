package nginx

import (
	"fmt"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
)

// protocols are the protocol versions that a release must be new enough to name.
var protocols = map[string]Feature{"TLSv1.1": TLS11, "TLSv1.2": TLS12, "TLSv1.3": TLS13}

// tls adds what makes a server speak TLS.
func (e *emitter) tls(s *body, t *topology.TLS) {
	if !e.has(ListenSSL) {
		s.add(t.Range, "ssl", "on")
	}
	if t.HTTP2.Value && e.has(HTTP2Directive) {
		s.add(t.HTTP2.Range, "http2", "on")
	}
	s.words(t.Certificate.Range, "ssl_certificate", e.literal(t.Certificate.Value, t.Certificate))
	s.words(t.CertificateKey.Range, "ssl_certificate_key", e.literal(t.CertificateKey.Value, t.CertificateKey))
	if t.Chain.Set {
		e.fail(t.Chain.Range, "Not in nginx", "nginx reads the chain from the certificate's own file: append it there.")
	}
	e.protocols(s, t)
	if t.Ciphers.Set {
		s.words(t.Ciphers.Range, "ssl_ciphers", e.quote(t.Ciphers.Value, t.Ciphers))
	}
}

// protocols adds the protocol versions: those asked for, or else the newest that
// the release can name.
func (e *emitter) protocols(s *body, t *topology.TLS) {
	if len(t.Protocols.Items) == 0 {
		s.add(t.Range, "ssl_protocols", e.safeProtocols()...)
		return
	}
	var words []Word
	for _, p := range t.Protocols.Items {
		if feature, gated := protocols[p.Value]; !gated || e.need(feature, p.Range) {
			words = append(words, e.quote(p.Value, p))
		}
	}
	s.words(t.Protocols.Range, "ssl_protocols", words...)
}

func (e *emitter) safeProtocols() []string {
	switch {
	case e.has(TLS13):
		return []string{"TLSv1.2", "TLSv1.3"}
	case e.has(TLS12):
		return []string{"TLSv1.2"}
	}
	return []string{"TLSv1"}
}

// hsts adds the header that keeps browsers on TLS. A location that adds a header
// of its own inherits none, and needs it again.
func (e *emitter) hsts(s *body, t *topology.TLS) {
	value := Word{Text: fmt.Sprintf("max-age=%d", int64(t.HSTS.Value/time.Second)), Sensitive: t.HSTS.Sensitive}
	e.addHeader(s, t.HSTS.Range, Word{Text: "Strict-Transport-Security"}, value)
}
