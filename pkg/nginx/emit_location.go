package nginx

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// fieldName is the name of a header field (RFC 9110, token).
var fieldName = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")

// ownFields are the fields of an answer that nginx writes itself: add_header
// would send them a second time.
var ownFields = map[string]bool{
	"connection": true, "content-length": true, "content-type": true, "date": true, "server": true, "transfer-encoding": true,
}

// location adds the location blocks of one location of the topology, and its
// path to those that the server has.
func (e *emitter) location(s *body, v *topology.VirtualHost, l *topology.Location, paths map[string]bool) {
	path, ok := e.locationPath(l)
	if !ok {
		return
	}
	var inner body
	switch {
	case l.Balancer.Value != nil:
		e.proxy(&inner, v, l)
	case l.Redirect.Set:
		e.redirect(&inner, l.Redirect.Range, l.RedirectStatus.Value, e.literal(l.Redirect.Value, l.Redirect))
	case l.Root.Set:
		path = e.root(s, &inner, l, path)
	}
	if paths[path] {
		e.fail(l.NameRange, "Two locations with one path", "nginx would have the path %q twice: it decodes escapes, and a root serves from under a slash.", path)
	}
	paths[path] = true
	e.responseHeaders(&inner, v, l)
	e.allow(&inner, l)
	s.block(l.Range, Directives, inner, "location", e.quote(path, label(l.Block)))
}

// locationPath is the path that nginx compares with: of the request's it has
// decoded the escapes and merged the slashes.
func (e *emitter) locationPath(l *topology.Location) (string, bool) {
	path, err := url.PathUnescape(l.Name)
	switch {
	case err != nil:
		e.fail(l.NameRange, "Bad escape in a path", "In %q a \"%%\" is not followed by two hexadecimal digits.", l.Name)
	case strings.Contains(path, "//"):
		e.fail(l.NameRange, "Path that never matches", "nginx merges adjacent slashes before it looks for a location, so %q would match nothing.", l.Name)
	default:
		return path, true
	}
	return "", false
}

// root adds what serves files from a directory. For the path of a directory that
// lacks its slash, alias would let "/static" reach "/static-old" beside it:
// such a path becomes one with a slash, and the one without leads there.
func (e *emitter) root(s, inner *body, l *topology.Location, path string) string {
	if path == "/" {
		inner.words(l.Root.Range, "root", e.literal(l.Root.Value, l.Root))
		return path
	}
	if !strings.HasSuffix(path, "/") {
		var bare body
		target := e.literal(l.Name+"/", label(l.Block))
		target.Text += "$is_args$args"
		e.redirect(&bare, l.Root.Range, 301, target)
		s.block(l.Range, Directives, bare, "location", Word{Text: "="}, e.quote(path, label(l.Block)))
		path += "/"
	}
	inner.words(l.Root.Range, "alias", e.literal(strings.TrimRight(l.Root.Value, "/")+"/", l.Root))
	return path
}

// allow adds the networks that may ask, and that nobody else may.
func (e *emitter) allow(s *body, l *topology.Location) {
	if len(l.Allow.Items) == 0 {
		return
	}
	if l.Redirect.Set {
		e.fail(l.Allow.Range, "Restriction without effect", "nginx answers with a redirect before it looks at who asks.")
	}
	for _, network := range l.Allow.Items {
		if network.Value.Addr().Is6() {
			e.need(AccessIPv6, network.Range)
		}
		text := network.Value.String()
		if network.Value.IsSingleIP() {
			text = network.Value.Addr().String()
		}
		s.words(network.Range, "allow", Word{Text: text, Sensitive: network.Sensitive})
	}
	s.add(l.Allow.Range, "deny", "all")
}

// responseHeaders adds the fields that the answer shall have. Of what a back end
// sends under the same name nothing is passed on, for add_header would add to it.
func (e *emitter) responseHeaders(s *body, v *topology.VirtualHost, l *topology.Location) {
	fields := l.ResponseHeaders.Value
	added := false
	for i, field := range fields {
		name, ok := e.fieldName(fields[:i], field)
		if !ok {
			continue
		}
		if ownFields[strings.ToLower(field.Name)] {
			e.fail(field.NameRange, "Header that nginx writes itself", "nginx sends its own %s, and would send this one beside it.", field.Name)
			continue
		}
		if l.Balancer.Value != nil {
			s.words(field.Range, "proxy_hide_header", name)
		}
		if field.Value != "" {
			e.addHeader(s, field.Range, name, e.value(field.Value, field.Attr))
			added = true
		}
	}
	if added && v.TLS != nil && v.TLS.HSTS.Set {
		e.hsts(s, v.TLS)
	}
}

// fieldName checks the name of a header field, which must not be among those
// before it.
func (e *emitter) fieldName(before topology.Params, field topology.Param) (Word, bool) {
	if !fieldName.MatchString(field.Name) {
		e.fail(field.NameRange, "Bad name of a header field", "The name of a header field is made of letters, digits and \"-\"; %q is not.", field.Name)
		return Word{}, false
	}
	for _, other := range before {
		if strings.EqualFold(other.Name, field.Name) {
			e.fail(field.NameRange, "Duplicate header field", "%s and %s are one header field.", other.Name, field.Name)
			return Word{}, false
		}
	}
	return e.quote(field.Name, topology.Attr[string]{Range: field.NameRange}), true
}

// addHeader adds a field to the answer, whatever its status where the release
// can do that.
func (e *emitter) addHeader(s *body, at hcl.Range, name, value Word) {
	args := []Word{name, value}
	if e.has(AddHeaderAlways) {
		args = append(args, Word{Text: "always"})
	}
	s.words(at, "add_header", args...)
}
