package apache

import (
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/topology"
)

// tunnelSuffix makes the name of the balancer that carries a balancer's
// WebSockets where mod_proxy_http cannot upgrade by itself.
const tunnelSuffix = "-websocket"

// tunnelSchemes are the schemes of mod_proxy_wstunnel, by those of the members.
var tunnelSchemes = map[string]string{"http": "ws", "https": "wss"}

// memberUpgrade lets a member's requests upgrade to another protocol.
func (s *site) memberUpgrade(w *paramWriter, p *pool, m *topology.Member) {
	switch {
	case m.Upgrade.Set:
		if p.webSocket.Value && !equalFold(m.Upgrade.Value, "websocket") && !equalFold(m.Upgrade.Value, "any") {
			s.fail(m.Upgrade.Range, "Two values for one member", "A location of %q passes WebSockets to this member.", s.v.Name)
		}
		w.text("upgrade", m.Upgrade)
	case p.webSocket.Value && s.has(FeatureUpgrade):
		s.tunnelScheme(p)
		w.add("upgrade", "websocket", p.webSocket.Range, p.webSocket.Sensitive)
	}
}

// webSockets pass requests that ask for a WebSocket to balancers of their own,
// in releases whose mod_proxy_http does not do it. Such a request is told by its
// header, so that ProxyPass cannot.
func (s *site) webSockets() body {
	var b, rules body
	if s.has(FeatureUpgrade) {
		return nil
	}
	for _, p := range s.pools {
		if p.webSocket.Value {
			b.group(s.tunnel(p))
		}
	}
	if len(b) == 0 {
		return nil
	}
	at := *b[0].Origin
	s.use(at, "rewrite")
	rules.add(at, "RewriteEngine", "On")
	for _, p := range s.places {
		switch {
		case p.WebSocket.Value && p.Balancer.Value != nil:
			s.tunnelRule(&rules, p)
		case p.parent != nil:
			rules.words(p.Range, "RewriteRule", s.rewriteWord("^"+hexEscaper.Replace(p.prefixPattern()), p), Word{Text: "-"}, Word{Text: "[L]"})
		}
	}
	b.group(rules)
	return b
}

// tunnel is the balancer of a balancer's WebSockets.
func (s *site) tunnel(p *pool) body {
	var b body
	scheme, ok := s.tunnelScheme(p)
	if !ok || !s.need(FeatureWSTunnel, p.webSocket.Range) {
		return nil
	}
	if other := s.byName[foldName(p.Name+tunnelSuffix)]; other != nil {
		s.fail(other.NameRange, "Name in use", "The WebSockets of %s need the name of this balancer.", p.Name)
	}
	s.use(p.webSocket.Range, "proxy_wstunnel")
	s.proxySection(&b, p, p.Name+tunnelSuffix, scheme)
	return b
}

// hexEscaper writes the characters that would want quotes as escapes of a regular
// expression.
var hexEscaper = strings.NewReplacer(" ", `\x20`, `"`, `\x22`, "#", `\x23`, "'", `\x27`, "<", `\x3c`, ">", `\x3e`)

// tunnelScheme is the scheme of a balancer's WebSockets.
func (s *site) tunnelScheme(p *pool) (scheme string, ok bool) {
	scheme, ok = tunnelSchemes[p.Scheme.Value]
	if !ok {
		s.fail(p.webSocket.Range, "No WebSockets over "+p.Scheme.Value, "httpd passes WebSockets to members of http and https alone.")
	}
	return scheme, ok
}

// tunnelRule passes a place's requests for WebSockets to their balancer.
func (s *site) tunnelRule(b *body, p *place) {
	at := p.WebSocket.Range
	b.add(at, "RewriteCond", "%{HTTP:Upgrade}", "^websocket$", "[NC]")
	rest := strings.TrimSuffix(strings.ReplaceAll(regexp.QuoteMeta(p.path), "/", "/+"), "/+")
	pattern := "^" + rest + "(/.*)?$"
	if strings.HasSuffix(p.path, "/") {
		pattern = "^" + rest + "/+(.*)$"
	}
	// A backslash keeps "$" and "%" from meaning what an expression matched.
	backend := strings.NewReplacer(`\`, `\\`, "$", `\$`, "%", `\%`).Replace(p.backend)
	target := balancerScheme + p.Balancer.Value.Name + tunnelSuffix + backend + "$1"
	b.words(at, "RewriteRule", s.rewriteWord(hexEscaper.Replace(pattern), p), s.rewriteWord(target, p), Word{Text: "[P,L]"})
}

// rewriteWord writes an argument of RewriteRule. mod_rewrite splits its line by
// itself and takes no backslash away, so that only what needs none inside quotes
// is read back as it is.
func (s *site) rewriteWord(text string, p *place) Word {
	w := s.quoteAs(text, label(p.Block))
	if needsQuotes(text) && strings.ContainsAny(text, `\"`) {
		s.fail(p.NameRange, "Path that Apache cannot rewrite", "httpd %s passes WebSockets by RewriteRule, which reads quotes in another way than other directives: this path cannot be written there.", s.version)
	}
	return w
}
