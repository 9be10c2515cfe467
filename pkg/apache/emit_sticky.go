package apache

import (
	"fmt"
	"strings"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
)

// defaultSeparator stands before the route in a session's value.
const defaultSeparator = "."

// separator is what stands before the route in the values of a balancer's sessions.
func separator(st *topology.Sticky) string {
	if st.Separator.Set {
		return st.Separator.Value
	}
	return defaultSeparator
}

// planRoutes collects the routes of a balancer: with sticky sessions every member
// has one, and no other has the same.
func (s *site) planRoutes(p *pool) {
	p.routes = make(map[string]string)
	for _, m := range p.Members {
		route := p.route(m)
		if route.Value == "" {
			continue
		}
		if other, ok := p.routes[route.Value]; ok {
			s.fail(route.Range, "Duplicate route", "%s has the route %q already; sessions of one would go to the other.", other, route.Value)
		}
		p.routes[route.Value] = m.Name
	}
}

// route is a member's route: its label serves where it has none and is fit to be
// one.
func (p *pool) route(m *topology.Member) topology.Attr[string] {
	if !m.Route.Set && p.Sticky != nil && !strings.ContainsAny(m.Name, defaultSeparator+":"+separator(p.Sticky)) {
		return label(m.Block)
	}
	return m.Route
}

// memberRoute names a member in sessions, and the one that takes over from it.
func (s *site) memberRoute(w *paramWriter, p *pool, m *topology.Member) {
	route := p.route(m)
	if p.Sticky != nil {
		switch sep := separator(p.Sticky); {
		case route.Value == "":
			s.fail(m.NameRange, "Member without a route", "With a sticky block each member needs a route; %s, which has a %q in it, cannot be one. Write route = \"a\".", m.Name, defaultSeparator)
		case strings.Contains(route.Value, sep):
			s.fail(route.Range, "Separator in a route", "httpd looks for the route behind the separator %q, which %q has in it.", sep, route.Value)
		}
	}
	w.text("route", route)
	if m.Redirect.Set {
		if _, ok := p.routes[m.Redirect.Value]; !ok {
			s.fail(m.Redirect.Range, "Unknown route", "No member of %q has the route %q.", p.Name, m.Redirect.Value)
		}
		w.text("redirect", m.Redirect)
	}
}

// sticky adds the parameters of sticky sessions.
func (s *site) sticky(w *paramWriter, st *topology.Sticky) {
	name := st.Cookie.Value
	if st.URLParam.Set && s.need(FeatureStickyPath, st.URLParam.Range) {
		name += "|" + st.URLParam.Value
	}
	w.add("stickysession", name, st.Range, st.Cookie.Sensitive || st.URLParam.Sensitive)
	if st.Separator.Set {
		if strings.Trim(st.Separator.Value, "!#$&'()*+-./:<=>?@[]^_`{|}~") != "" || len(st.Separator.Value) != 1 {
			s.fail(st.Separator.Range, "Bad separator", "The separator is one character that may stand in a cookie and is neither letter nor digit; %q is not.", st.Separator.Value)
		}
		w.text("stickysessionsep", st.Separator)
	}
}

// stickyCookie sets the cookie when a request found no route, or one that is
// gone. It stands in a section of its own that holds for this balancer's requests:
// without the slash the section would hold for those of any balancer whose name
// begins with this one's.
func (s *site) stickyCookie(p *pool) body {
	st := p.Sticky
	var inner, b body
	if !s.need(FeatureRouteChanged, st.Range) {
		return nil
	}
	value := st.Cookie.Value + "=" + separator(st) + "%{BALANCER_WORKER_ROUTE}e; path=" + strings.ReplaceAll(st.Path.Value, "%", "%%")
	if strings.Contains(st.Path.Value, ";") {
		s.fail(st.Path.Range, "Semicolon in a cookie's path", "A \";\" ends the path of a cookie.")
	}
	if st.Domain.Set {
		value += "; domain=" + st.Domain.Value
	}
	if st.Expires.Set {
		value += fmt.Sprintf("; max-age=%d", int64(st.Expires.Value/time.Second))
	}
	if st.Secure.Value {
		value += "; secure"
	}
	if st.HTTPOnly.Value {
		value += "; httponly"
	}
	if st.SameSite.Set {
		value += "; samesite=" + st.SameSite.Value
	}
	s.use(st.Range, "headers")
	inner.words(st.Range, "Header", Word{Text: "add"}, Word{Text: "Set-Cookie"},
		s.quoteAs(value, topology.Attr[string]{Range: st.Range}), Word{Text: "env=BALANCER_ROUTE_CHANGED"})
	b.section(st.Range, inner, "Proxy", s.quoteAs(balancerScheme+p.Name+"/", label(p.Block)))
	return b
}
