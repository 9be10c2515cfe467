package apache

import (
	"errors"
	"regexp/syntax"
	"strconv"
	"strings"
)

// healthMethods are the values of hcmethod=, with what they need. PROVIDER is a
// word of the documentation alone: httpd says that it is not yet implemented.
var healthMethods = map[string]Feature{
	"TCP": FeatureHealthCheck, "OPTIONS": FeatureHealthCheck, "HEAD": FeatureHealthCheck, "GET": FeatureHealthCheck,
	"CPING": FeatureHCPing, "OPTIONS11": FeatureHC11, "HEAD11": FeatureHC11, "GET11": FeatureHC11,
}

// healthCheck adds the parameters that have a member checked.
func (s *site) healthCheck(w *paramWriter, p *pool) {
	h := p.HealthCheck
	if h == nil || !s.has(FeatureHealthCheck) { // reported by healthExpression
		return
	}
	feature, ok := healthMethods[h.Method.Value]
	if !ok {
		s.fail(h.Method.Range, "Not implemented", "httpd knows the word %s and has nothing behind it.", h.Method.Value)
	} else if s.need(feature, h.Method.Range) {
		w.add("hcmethod", h.Method.Value, h.Method.Range, h.Method.Sensitive)
	}
	if h.Method.Value != "TCP" && h.Method.Value != "CPING" {
		w.add("hcuri", h.URI.Value, h.URI.Range, h.URI.Sensitive)
	}
	if h.Interval.Set {
		w.add("hcinterval", s.seconds(h.Interval, 1), h.Interval.Range, h.Interval.Sensitive)
	}
	w.integer("hcpasses", h.Passes)
	w.integer("hcfails", h.Fails)
	if p.check != "" {
		w.add("hcexpr", p.check, h.Range, false)
	}
}

// healthExpression adds the condition that a healthy answer meets, which has to
// stand before its first use.
func (s *site) healthExpression(b *body, p *pool) {
	h := p.HealthCheck
	if h == nil || !s.need(FeatureHealthCheck, h.Range) {
		return
	}
	s.use(h.Range, "watchdog", "proxy_hcheck")
	var terms []string
	at := h.Range
	if len(h.Statuses.Items) > 0 {
		at = h.Statuses.Range
		terms = append(terms, "%{REQUEST_STATUS} =~ /^(?:"+joinInts(h.Statuses.Values(), "|")+")$/")
	}
	if h.BodyRegexp.Set {
		at = h.BodyRegexp.Range
		terms = append(terms, "hc('body') =~ "+s.regexp(p))
	}
	if len(terms) == 0 {
		return
	}
	p.check = "hagen" + strconv.Itoa(s.checkNumber(p))
	word := s.quoteAs(strings.Join(terms, " && "), h.BodyRegexp)
	b.words(at, "ProxyHCExpr", Word{Text: p.check}, word)
}

// checkNumber is the place of a balancer among those of the virtual host, from 1:
// the name of an expression may have no more than 15 bytes.
func (s *site) checkNumber(p *pool) int {
	for i, other := range s.pools {
		if other == p {
			return i + 1
		}
	}
	return 0
}

// badRegexp are the faults of a regular expression that Go and PCRE agree on.
// PCRE has more than Go: other faults are httpd's to find.
var badRegexp = map[syntax.ErrorCode]bool{
	syntax.ErrInvalidCharClass: true, syntax.ErrInvalidCharRange: true, syntax.ErrMissingBracket: true, syntax.ErrMissingParen: true,
	syntax.ErrMissingRepeatArgument: true, syntax.ErrTrailingBackslash: true, syntax.ErrUnexpectedParen: true,
}

// regexp writes a regular expression between delimiters that it does not hold.
func (s *site) regexp(p *pool) string {
	a := p.HealthCheck.BodyRegexp
	_, err := syntax.Parse(a.Value, syntax.Perl)
	if fault := (*syntax.Error)(nil); errors.As(err, &fault) && badRegexp[fault.Code] {
		s.fail(a.Range, "Bad regular expression", "httpd would not start: %s.", fault.Code)
		return ""
	}
	for _, delimiter := range "/#,;!|%:_-." {
		if !strings.ContainsRune(a.Value, delimiter) {
			open := string(delimiter)
			if delimiter != '/' {
				open = "m" + open
			}
			return open + a.Value + string(delimiter)
		}
	}
	s.fail(a.Range, "Expression that Apache cannot read", "httpd ends a regular expression at a delimiter, and every character that may be one stands in this.")
	return ""
}
