package apache

import (
	"strconv"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
)

// tlsProtocols are the versions of TLS, with what their names in SSLProtocol need.
var tlsProtocols = map[string]Feature{
	"SSLv3": featureAlways, "TLSv1": featureAlways,
	"TLSv1.1": FeatureTLS12, "TLSv1.2": FeatureTLS12, "TLSv1.3": FeatureTLS13,
}

// tls makes a virtual host speak TLS.
func (s *site) tls() body {
	var b body
	t := s.v.TLS
	s.use(t.Range, "ssl")
	b.add(t.Range, "SSLEngine", "on")
	b.words(t.Certificate.Range, "SSLCertificateFile", s.quote(t.Certificate))
	b.words(t.CertificateKey.Range, "SSLCertificateKeyFile", s.quote(t.CertificateKey))
	if t.Chain.Set {
		if s.has(FeatureChainInCert) {
			s.fail(t.Chain.Range, "Chain apart from the certificate", "SSLCertificateChainFile is obsolete since httpd %s, and %s runs %s: put the intermediate certificates into %s, after the certificate.",
				FeatureChainInCert.Since(), s.host.Name, s.version, t.Certificate.Value)
		}
		b.words(t.Chain.Range, "SSLCertificateChainFile", s.quote(t.Chain))
	}
	b.add(t.Protocols.Range, "SSLProtocol", s.protocols(t)...)
	if t.Ciphers.Set {
		b.words(t.Ciphers.Range, "SSLCipherSuite", s.quote(t.Ciphers))
	}
	if t.HTTP2.Value && s.need(FeatureHTTP2, t.HTTP2.Range) {
		s.use(t.HTTP2.Range, "http2")
		b.add(t.HTTP2.Range, "Protocols", "h2", "http/1.1")
	}
	if t.HSTS.Set {
		age := strconv.FormatInt(int64(t.HSTS.Value/time.Second), 10)
		s.setHeader(&b, t.HSTS.Range, Word{Text: "Strict-Transport-Security"}, Word{Text: "max-age=" + age})
	}
	return b
}

// protocols are the arguments of SSLProtocol: those wanted, or else the safe ones
// that the release has.
func (s *site) protocols(t *topology.TLS) []string {
	args := []string{"-all"}
	for _, p := range t.Protocols.Items {
		if s.need(tlsProtocols[p.Value], p.Range) {
			args = append(args, "+"+p.Value)
		}
	}
	switch {
	case len(t.Protocols.Items) > 0:
		return args
	case s.has(FeatureTLS13):
		return append(args, "+TLSv1.2", "+TLSv1.3")
	case s.has(FeatureTLS12):
		return append(args, "+TLSv1.2")
	}
	s.warn(t.Range, "Old TLS", "%s is an httpd %s feature; %s, which speaks no more than TLSv1: browsers refuse that today. Where the distribution carried it back, say so by httpd_version or protocols.",
		FeatureTLS12.Name(), FeatureTLS12.Since(), s.runs())
	return append(args, "+TLSv1")
}

// redirectHost is the virtual host that sends plain http to https. The name is
// the client's, which is one of the virtual host's, so that aliases keep theirs.
func (s *site) redirectHost() body {
	var inner, b body
	at := s.v.TLS.RedirectHTTP.Range
	var addresses []Word
	seen := make(map[topology.Listen]bool)
	port := s.v.Listen.Items[0].Value.Port
	for _, l := range s.v.Listen.Items {
		l.Value.Port, l.Range = 80, at
		if !seen[l.Value] {
			addresses = append(addresses, s.bind(s.v, l, false))
		}
		seen[l.Value] = true
	}
	target := "https://%{SERVER_NAME}"
	if port != 443 {
		target += ":" + strconv.Itoa(port)
	}
	s.use(at, "rewrite")
	inner.group(s.names())
	inner.group(s.logs())
	var rules body
	rules.add(at, "UseCanonicalName", "Off")
	rules.add(at, "RewriteEngine", "On")
	rules.add(at, "RewriteRule", "^", target+"%{REQUEST_URI}", "[R=301,L]")
	inner.group(rules)
	b.section(at, inner, "VirtualHost", addresses...)
	return b
}
