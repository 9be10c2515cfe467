package apache

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// prefix is the type of a network.
type prefix = netip.Prefix

// checkLocation refuses what Apache has nothing for.
func (s *site) checkLocation(l *topology.Location) {
	for _, a := range []struct {
		name string
		set  bool
		at   hcl.Range
	}{
		{"send_timeout", l.SendTimeout.Set, l.SendTimeout.Range},
		{"next_upstream", l.NextUpstream.Set, l.NextUpstream.Range},
		{"next_upstream_tries", l.NextUpstreamTries.Set, l.NextUpstreamTries.Range},
		{"next_upstream_timeout", l.NextUpstreamTimeout.Set, l.NextUpstreamTimeout.Range},
	} {
		if a.set {
			s.fail(a.at, "Not in Apache", "%s is of nginx; httpd has no such thing for a location. What makes it try another member is maxattempts, failonstatus and failontimeout of the balancer.", a.name)
		}
	}
	if l.Balancer.Value == nil && len(l.RequestHeaders.Value) > 0 {
		s.fail(l.RequestHeaders.Range, "No back end", "location %q passes its requests to no balancer that these header fields could reach.", l.Name)
	}
	if l.Redirect.Set && len(l.Allow.Items) > 0 {
		s.fail(l.Allow.Range, "Restriction without effect", "httpd answers with a redirect before it looks at who asks.")
	}
}

// proxying are the settings of all that is passed on.
func (s *site) proxying() body {
	var b body
	first := s.pools[0].origin
	s.use(first, "proxy", "proxy_balancer")
	b.add(first, "ProxyRequests", "Off")
	if s.sslProxy() {
		s.use(first, "ssl")
		b.add(first, "SSLProxyEngine", "On")
	}
	if p := s.anyProxied(func(p *place) bool { return p.PreserveHost.Value }); p != nil {
		b.add(p.PreserveHost.Range, "ProxyPreserveHost", "On")
	}
	if p := s.anyProxied(func(p *place) bool { return p.ForwardedProto.Value }); p != nil && s.sameProto() {
		s.forwardedProto(&b, p)
	}
	return b
}

// anyProxied returns the first place with a balancer that meets a condition.
func (s *site) anyProxied(meets func(*place) bool) *place {
	for _, p := range s.places {
		if p.Balancer.Value != nil && meets(p) {
			return p
		}
	}
	return nil
}

// sameProto tells whether all that is passed on agrees on X-Forwarded-Proto.
func (s *site) sameProto() bool {
	return s.anyProxied(func(p *place) bool { return !p.ForwardedProto.Value }) == nil
}

func (s *site) forwardedProto(b *body, p *place) {
	scheme := "http"
	if s.v.TLS != nil {
		scheme = "https"
	}
	s.use(p.ForwardedProto.Range, "headers")
	b.add(p.ForwardedProto.Range, "RequestHeader", "set", "X-Forwarded-Proto", scheme)
}

// passes map paths to balancers, the longest first, for httpd takes the first that
// matches. What is not to be passed on stands among them.
func (s *site) passes() body {
	var b body
	for _, p := range s.places {
		switch {
		case p.Balancer.Value != nil:
			s.pass(&b, p)
		case p.behindProxy():
			b.words(p.Range, "ProxyPass", s.quoteAs(p.path, label(p.Block)), Word{Text: "!"})
		}
	}
	return b
}

// pass maps one path, and the redirects of its back ends the other way. The
// former are paths as httpd compares them, the latter as they stand in URLs.
func (s *site) pass(b *body, p *place) {
	at := p.Balancer.Range
	pool := balancerScheme + p.Balancer.Value.Name
	quote := func(text string) Word { return s.quoteAs(text, label(p.Block)) }
	b.words(at, "ProxyPass", quote(p.path), quote(pool+p.backend))
	b.words(at, "ProxyPassReverse", quote(p.escaped), quote(pool+p.escapedBackend))
	if !s.has(FeatureReverseBalancer) {
		for _, m := range p.Balancer.Value.Members {
			b.words(at, "ProxyPassReverse", quote(p.escaped), quote(memberURL(p.Balancer.Value.Scheme.Value, m)+p.escapedBackend))
		}
	}
	if p.backend != p.path {
		b.words(p.BackendPath.Range, "ProxyPassReverseCookiePath", quote(p.escapedBackend), quote(p.escaped))
	}
}

// mappings are the paths that httpd answers itself.
func (s *site) mappings() body {
	var b body
	for _, p := range s.places {
		switch {
		case p.Root.Set:
			s.alias(&b, p)
		case p.Redirect.Set:
			s.redirect(&b, p)
		}
	}
	return b
}

// alias serves files from a directory. Both paths end in a slash, or neither.
func (s *site) alias(b *body, p *place) {
	root := strings.TrimRight(p.Root.Value, "/")
	target := root
	if strings.HasSuffix(p.path, "/") {
		target += "/"
	}
	s.use(p.Root.Range, "alias")
	b.words(p.Root.Range, "Alias", s.quoteAs(p.path, label(p.Block)), s.quoteAs(target, p.Root))
	directory := p.Root
	directory.Value = root + "/"
	*b = append(*b, s.directory(directory)...)
}

// redirect answers with a redirect to exactly the URL given; Redirect would add
// the rest of the path to it.
func (s *site) redirect(b *body, p *place) {
	status := p.RedirectStatus.Value
	switch status {
	case 301, 302, 303, 307:
	case 308:
		s.need(FeatureStatus308, p.RedirectStatus.Range)
	default:
		s.fail(p.RedirectStatus.Range, "Not a redirect", "Redirects have the statuses 301, 302, 303, 307 and 308; %d is another thing.", status)
	}
	// A backslash keeps "$" and "&" from meaning what the expression matched.
	target := strings.NewReplacer("$", `\$`, "&", `\&`).Replace(p.Redirect.Value)
	s.use(p.Redirect.Range, "alias")
	b.words(p.Redirect.Range, "RedirectMatch", Word{Text: strconv.Itoa(status)}, s.quoteAs(p.pattern(), label(p.Block)), s.quoteAs(target, p.Redirect))
}

// locationSection is what holds for one place alone; nothing for most.
func (s *site) locationSection(p *place) body {
	var inner body
	if p.manager != nil {
		return s.balancerManager(p)
	}
	if p.Balancer.Value != nil {
		s.proxiedPlace(&inner, p)
	}
	for i, h := range p.ResponseHeaders.Value {
		s.responseHeader(&inner, p.ResponseHeaders.Value[:i], h)
	}
	if len(p.Allow.Items) > 0 {
		s.restrict(&inner, p.Allow)
	}
	if len(inner) == 0 {
		return nil
	}
	return s.section(p, inner)
}

// proxiedPlace is what a place passes on in another way than the others.
func (s *site) proxiedPlace(b *body, p *place) {
	on := s.anyProxied(func(p *place) bool { return p.PreserveHost.Value }) != nil
	if on && !p.PreserveHost.Value && s.need(FeatureHostInLocation, p.PreserveHost.Range) {
		b.add(p.PreserveHost.Range, "ProxyPreserveHost", "Off")
	}
	if p.ForwardedProto.Value && !s.sameProto() {
		s.forwardedProto(b, p)
	}
	if !p.ForwardedFor.Value && s.need(FeatureAddHeaders, p.ForwardedFor.Range) {
		s.use(p.ForwardedFor.Range, "headers")
		b.add(p.ForwardedFor.Range, "ProxyAddHeaders", "Off")
		b.add(p.ForwardedFor.Range, "RequestHeader", "unset", "X-Forwarded-For")
	}
	for i, h := range p.RequestHeaders.Value {
		s.requestHeader(b, p.RequestHeaders.Value[:i], h)
	}
}
