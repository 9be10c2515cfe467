package rules

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

// httpdScope is a virtual host, or the main server outside of all of them: what it
// says, and what it passes on. Members, targets and balancers with a variable that
// is not known are left out.
type httpdScope struct {
	configuration *configuration
	vhost         *configured // nil for the main server
	passes        []*proxyPass
	reverses      []*proxyPass
	members       []*member
	balancers     []*balancer
	opaque        bool // more is included, or made by a macro

	name    *configured   // the ServerName that counts, nil where there is none
	aliases []apache.Word // of every ServerAlias, without what is meant as a comment

	loose []*configured // the main server's directives
	end   int           // the index behind a virtual host's
}

// proxyPass is a ProxyPass, ProxyPassMatch or ProxyPassReverse.
type proxyPass struct {
	apache.ProxyPass
	at     *configured
	target proxyURL
	isURL  bool // the target is one, and not "!"
	// balancer is the name of the balancer that it passes to, "" for none.
	balancer string
	// placed tells that the path is that of the <Location> around it.
	placed bool
	// regular tells that the path is a regular expression.
	regular bool
}

// member is a BalancerMember.
type member struct {
	apache.BalancerMember
	at       *configured
	url      proxyURL
	isURL    bool
	balancer string // the balancer's name
}

// balancer is a <Proxy balancer://…> section.
type balancer struct {
	at      *configured
	name    string
	members []*member // in the section, those with variables too
	sets    []balancerSet
}

// balancerSet is a ProxySet in a balancer's section.
type balancerSet struct {
	at     *configured
	params []apache.KeyValue
}

func appendPass(list []*proxyPass, c *configured) []*proxyPass {
	var location *apache.Directive
	if section := c.within("Location", "LocationMatch"); section != nil {
		location = section.Directive
	}
	p := &proxyPass{ProxyPass: apache.NewProxyPass(location, c.Directive), at: c, placed: location != nil}
	if !literal(*p.Path) || !literal(*p.Target) {
		return list
	}
	p.target, p.isURL = splitURL(p.Target.Text)
	p.balancer, _ = apache.BalancerName(p.Target.Text)
	p.regular = c.name == "ProxyPassMatch" || c.within("LocationMatch") != nil || strings.ContainsAny(p.Path.Text, "^$*?[(")
	return append(list, p)
}

func (s *httpdScope) addMember(c *configured, in *balancer) {
	var section *apache.Directive
	if proxy := c.within("Proxy"); proxy != nil {
		section = proxy.Directive
	}
	m := &member{BalancerMember: apache.NewBalancerMember(section, c.Directive), at: c}
	m.url, m.isURL = splitURL(m.URL.Text)
	m.balancer, _ = apache.BalancerName(m.Balancer.Text)
	if in != nil {
		in.members = append(in.members, m)
	}
	if m.URL.Text != "" && literal(*m.URL) && literal(*m.Balancer) {
		s.members = append(s.members, m)
	}
}

// setsParam tells whether a ProxySet in the section sets one of the parameters.
func (b *balancer) setsParam(names ...string) bool {
	for _, set := range b.sets {
		if setsParam(set.params, names...) {
			return true
		}
	}
	return false
}

// setsParam tells whether one of the parameters has one of the names.
func setsParam(params []apache.KeyValue, names ...string) bool {
	for _, kv := range params {
		for _, name := range names {
			if strings.EqualFold(kv.Key, name) {
				return true
			}
		}
	}
	return false
}

// directives are everything in the scope, at whatever depth.
func (s *httpdScope) directives() []*configured {
	if s.vhost == nil {
		return s.loose
	}
	return s.configuration.directives[s.vhost.index+1 : s.end]
}

// says tells whether the scope has a directive of one of the names.
func (s *httpdScope) says(names ...string) bool {
	for _, d := range s.directives() {
		for _, name := range names {
			if d.name == name {
				return true
			}
		}
	}
	return false
}

// inherits tells whether a main server of the host, which the scope inherits from,
// or it itself has a directive of that name.
func (s *httpdScope) inherits(name string) bool {
	return s.configuration.host.mainSays[name] || s.says(name)
}

// isOn tells whether the last directive of that name says On.
func (s *httpdScope) isOn(name string) bool {
	on := false
	for _, d := range s.directives() {
		if d.name == name {
			on = strings.EqualFold(d.Arg(0), "on")
		}
	}
	return on
}

// saysWord tells whether the scope has a directive of that name with the word, of
// whatever case, among its arguments.
func (s *httpdScope) saysWord(name, word string) bool {
	for _, d := range s.directives() {
		if d.name != name {
			continue
		}
		for _, arg := range d.Args {
			if strings.EqualFold(arg.Text, word) {
				return true
			}
		}
	}
	return false
}

// firstPass returns the ProxyPass that counts for a path: one that excludes it, too;
// nil where there is none, or a regular expression may exclude the path. Those of a
// <Location> go before the others, and the last of them before the first.
func (s *httpdScope) firstPass(path string) *proxyPass {
	var placed, listed *proxyPass
	for _, pass := range s.passes {
		switch {
		case pass.regular:
			if pass.Excluded() && (pass.placed || listed == nil) {
				return nil
			}
		case !pass.covers(path):
		case pass.placed:
			placed = pass
		case listed == nil:
			listed = pass
		}
	}
	if placed != nil {
		return placed
	}
	return listed
}

// covers tells whether a path is that of the ProxyPass, or below it.
func (p *proxyPass) covers(path string) bool { return coversPath(p.Path.Text, path) }

// coversPath tells whether a path is another one, or below it.
func coversPath(own, path string) bool {
	return strings.HasPrefix(path, own) && (len(path) == len(own) || strings.HasSuffix(own, "/") || path[len(own)] == '/')
}

// httpPass is the first directive that passes requests on over HTTP: to a
// balancer, or to an http or https URL; nil where there is none.
func (s *httpdScope) httpPass() *proxyPass {
	for _, pass := range s.passes {
		if s.overHTTP(pass) {
			return pass
		}
	}
	return nil
}

// overHTTP tells whether a ProxyPass passes requests on over HTTP, plain or over
// TLS: to a URL, or to a balancer of which no member is known to speak another
// protocol alone. AJP, FastCGI, uwsgi and SCGI have places of their own for what
// headers tell a back end of HTTP: the name, the scheme.
func (s *httpdScope) overHTTP(pass *proxyPass) bool {
	if pass.balancer == "" {
		return pass.isURL && pass.target.http()
	}
	members := s.membersOf(pass)
	return len(members) == 0 || slices.ContainsFunc(members, func(m *member) bool { return m.url.http() })
}

// serverName is a virtual host's ServerName; ok is false where it has none.
func (s *httpdScope) serverName() (name apache.Word, ok bool) {
	if s.name == nil {
		return name, false
	}
	return s.name.Args[0], true
}

// addresses are what a virtual host is for: "*:80".
func (s *httpdScope) addresses() []apache.Word {
	if s.vhost == nil {
		return nil
	}
	return s.vhost.Args
}

// lineBefore is the fix that puts a line above a directive.
func lineBefore(d *apache.Directive, line string) *lint.Fix {
	at := d.Header()
	return lint.Replace(hcl.Range{Filename: at.Filename, Start: at.Start, End: at.Start}, line+"\n"+d.Indent())
}
