package apache

import (
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// fieldName is the name of a header field (RFC 9110, token).
var fieldName = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")

// headerFormat is what mod_headers replaces in a value: a literal percent sign,
// times, load and idle figures, a variable of the request's environment or of
// mod_ssl.
var headerFormat = regexp.MustCompile(`%(?:%|[tDlib]|\{[^}]*\}[es])`)

// requestHeader sets or removes a header field of what is passed on.
func (s *site) requestHeader(b *body, before topology.Params, h topology.Param) {
	name, ok := s.fieldName(before, h)
	if !ok {
		return
	}
	s.use(h.Range, "headers")
	if h.Value == "" {
		b.words(h.Range, "RequestHeader", Word{Text: "unset"}, name)
		return
	}
	b.words(h.Range, "RequestHeader", Word{Text: "set"}, name, s.headerValue(h.Attr))
}

// responseHeader sets or removes a header field of an answer.
func (s *site) responseHeader(b *body, before topology.Params, h topology.Param) {
	name, ok := s.fieldName(before, h)
	if !ok {
		return
	}
	if h.Value == "" {
		s.use(h.Range, "headers")
		b.words(h.Range, "Header", Word{Text: "unset"}, name)
		b.words(h.Range, "Header", Word{Text: "always"}, Word{Text: "unset"}, name)
		return
	}
	s.setHeader(b, h.Range, name, s.headerValue(h.Attr))
}

// setHeader sets a field of every answer. httpd keeps two tables of them: a back
// end's own field stands in the first, and would go out beside one of "always".
func (s *site) setHeader(b *body, at hcl.Range, name, value Word) {
	s.use(at, "headers")
	b.words(at, "Header", Word{Text: "unset"}, name)
	b.words(at, "Header", Word{Text: "always"}, Word{Text: "set"}, name, value)
}

// fieldName checks the name of a header field, which must not be among those
// before it.
func (s *site) fieldName(before topology.Params, h topology.Param) (Word, bool) {
	if !fieldName.MatchString(h.Name) {
		s.fail(h.NameRange, "Bad name of a header field", "The name of a header field is made of letters, digits and \"-\"; %q is not.", h.Name)
		return Word{}, false
	}
	for _, other := range before {
		if strings.EqualFold(other.Name, h.Name) {
			s.fail(h.NameRange, "Duplicate header field", "%s and %s are one header field.", other.Name, h.Name)
			return Word{}, false
		}
	}
	return s.quoteAs(h.Name, topology.Attr[string]{Range: h.NameRange}), true
}

// headerValue writes the value of a header field, in which formats are meant.
func (s *site) headerValue(a topology.Attr[string]) Word {
	if strings.Contains(headerFormat.ReplaceAllString(a.Value, ""), "%") {
		s.fail(a.Range, "Bad format in a header field", "In a header field httpd takes \"%%\" for the beginning of a format: %%{NAME}e for a variable of the request, %%{NAME}s for one of mod_ssl, %%t, %%D. A percent sign itself is \"%%%%\".")
	}
	if strings.HasPrefix(a.Value, "expr=") {
		s.fail(a.Range, "Expression in a header field", "httpd takes what begins with \"expr=\" for an expression.")
	}
	return s.quote(a)
}
