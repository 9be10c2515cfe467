package apache

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/everlinux/hagen/pkg/topology"
)

// place is a location, or the balancer-manager, in what httpd makes of its path.
type place struct {
	*topology.Location
	manager *topology.BalancerManager // nil for a location

	path    string // without escapes, as httpd compares it
	backend string // likewise, the path at the back end
	// escaped and escapedBackend are both as they stand in a URL.
	escaped, escapedBackend string

	parent   *place   // the longest other place that holds it
	children []*place // the places whose parent it is
}

// plan sorts the locations and finds the balancers that they use.
func (s *site) plan() {
	byPath := make(map[string]*place, len(s.v.Locations))
	for _, l := range s.v.Locations {
		p := &place{Location: l, path: s.unescapePath(l.Name, label(l.Block)), escaped: l.Name}
		p.backend, p.escapedBackend = p.path, p.escaped
		if l.BackendPath.Set {
			p.backend, p.escapedBackend = s.unescapePath(l.BackendPath.Value, l.BackendPath), l.BackendPath.Value
		}
		s.addPlace(byPath, p)
		s.checkLocation(l)
		if l.Balancer.Value != nil {
			s.join(l)
		}
	}
	if m := s.v.BalancerManager; m != nil {
		s.addPlace(byPath, &place{
			Location: &topology.Location{Block: topology.Block{Range: m.Path.Range, NameRange: m.Path.Range}},
			manager:  m, path: s.unescapePath(m.Path.Value, m.Path),
		})
	}
	// httpd takes the first path that matches.
	slices.SortStableFunc(s.places, func(a, b *place) int { return cmp.Compare(len(b.path), len(a.path)) })
	for _, p := range s.places {
		if p.parent = longestPrefix(byPath, p.path); p.parent != nil {
			p.parent.children = append(p.parent.children, p)
		}
	}
}

func (s *site) addPlace(byPath map[string]*place, p *place) {
	if byPath[p.path] != nil {
		s.fail(p.NameRange, "Two locations with one path", "httpd decodes escapes in paths: two locations of %q are %q to it.", s.v.Name, p.path)
		return
	}
	byPath[p.path] = p
	s.places = append(s.places, p)
}

// unescapePath is a path as httpd compares it: it decodes a request's escapes,
// and refuses an escaped slash.
func (s *site) unescapePath(path string, a topology.Attr[string]) string {
	text, err := url.PathUnescape(path)
	switch {
	case err != nil:
		s.fail(a.Range, "Bad escape in a path", "In %q a \"%%\" is not followed by two hexadecimal digits.", path)
	case strings.Count(text, "/") != strings.Count(path, "/") || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) || !utf8.ValidString(text):
		s.fail(a.Range, "Path that never matches", "httpd passes on no request whose path holds an escaped slash, control character or broken UTF-8, as %q would.", path)
	case strings.Contains(text, "//"):
		s.fail(a.Range, "Path that never matches", "httpd merges adjacent slashes of a request, so that %q matches nothing.", path)
	}
	return text
}

// longestPrefix returns the place that holds a path, nil for none. "/a" holds
// "/a/" and "/a/b", not "/ab"; "/a/" holds "/a/b".
func longestPrefix(byPath map[string]*place, path string) *place {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] != '/' {
			continue
		}
		if p := byPath[path[:i+1]]; p != nil && i+1 < len(path) {
			return p
		}
		if p := byPath[path[:i]]; p != nil {
			return p
		}
	}
	return nil
}

// behindProxy tells whether a shorter place would pass the place's requests on.
func (p *place) behindProxy() bool {
	for q := p.parent; q != nil; q = q.parent {
		if q.Balancer.Value != nil {
			return true
		}
	}
	return false
}

// section is the section of what holds for a place alone: <Location> would hold
// for the places inside it too, and takes some characters for wildcards.
func (s *site) section(p *place, inner body) body {
	var b body
	if len(p.children) == 0 && !strings.ContainsAny(p.path, "*?[]") {
		b.section(p.Range, inner, "Location", s.quoteAs(p.path, label(p.Block)))
		return b
	}
	b.section(p.Range, inner, "LocationMatch", s.quoteAs(p.pattern(), label(p.Block)))
	return b
}

// pattern is the regular expression of the place's own requests. Any number of
// slashes matches one: httpd merges them where it looks for a ProxyPass, so a
// restriction must not be passed by doubling one.
func (p *place) pattern() string {
	if len(p.children) == 0 {
		return "^" + p.prefixPattern()
	}
	inside := make([]string, len(p.children))
	for i, child := range p.children {
		inside[i] = child.prefixPattern()
	}
	return "^(?!" + strings.Join(inside, "|") + ")" + p.prefixPattern()
}

func (p *place) prefixPattern() string {
	pattern := strings.ReplaceAll(regexp.QuoteMeta(p.path), "/", "/+")
	if !strings.HasSuffix(p.path, "/") {
		pattern += "(?:/|$)"
	}
	return pattern
}
