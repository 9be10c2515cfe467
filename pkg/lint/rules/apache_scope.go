package rules

import (
	"iter"
	"net/netip"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/version"
)

// verdict says whether httpd reads a directive.
type verdict uint8

const (
	// never: a condition is false, or the text is one of a macro, which stands for others.
	never verdict = iota
	// perhaps: a condition cannot be decided from the files.
	perhaps
	// always: there is no condition, or it holds.
	always
)

// conditions weighs the sections that a directive stands in.
func conditions(p *lint.Pass, within []*apache.Directive) verdict {
	all := always
	for _, d := range within {
		all = min(all, condition(p, d))
	}
	return all
}

func condition(p *lint.Pass, d *apache.Directive) verdict {
	switch {
	case d.Is("Macro"):
		return never
	case d.Is("IfVersion"):
		return versionCondition(p, d)
	case d.Is("IfModule") || d.Is("IfDefine") || d.Is("IfFile") || d.Is("IfDirective") || d.Is("IfSection"):
		return perhaps
	}
	return always
}

// versionCondition evaluates <IfVersion [[!]operator] version>.
func versionCondition(p *lint.Pass, d *apache.Directive) verdict {
	if p.Platform == nil || len(d.Args) == 0 || len(d.Args) > 2 {
		return perhaps
	}
	operator, text := "=", d.Arg(0)
	if len(d.Args) == 2 {
		operator, text = d.Arg(0), d.Arg(1)
	}
	v, err := version.Parse(text)
	if err != nil {
		return perhaps
	}
	order := p.Platform.Apache.Compare(v)
	operator, negated := strings.CutPrefix(operator, "!")
	var holds bool
	switch operator {
	case "=", "==":
		holds = order == 0
	case ">":
		holds = order > 0
	case ">=":
		holds = order >= 0
	case "<":
		holds = order < 0
	case "<=":
		holds = order <= 0
	default:
		return perhaps
	}
	if holds != negated {
		return always
	}
	return never
}

// httpdVersion is the release's httpd; p.Platform must be known.
func httpdVersion(p *lint.Pass) apache.Version { return p.Platform.Apache }

// is24 tells whether the host surely runs httpd 2.4, is22 whether 2.2.
func is24(p *lint.Pass) bool {
	return p.Platform != nil && apache.DialectOf(httpdVersion(p)) == apache.Httpd24
}

func is22(p *lint.Pass) bool {
	return p.Platform != nil && apache.DialectOf(httpdVersion(p)) == apache.Httpd22
}

// readDirectives yields the directives that httpd reads or may read, each with
// the sections that it stands in.
func readDirectives(p *lint.Pass, f *apache.File) iter.Seq2[[]*apache.Directive, *apache.Directive] {
	return func(yield func([]*apache.Directive, *apache.Directive) bool) {
		for within, d := range f.Walk() {
			if conditions(p, within) != never && !yield(within, d) {
				return
			}
		}
	}
}

// unread are the directives of a file that httpd does not read as they stand;
// nil for most files.
func unread(p *lint.Pass, f *apache.File) map[*apache.Directive]bool {
	var found map[*apache.Directive]bool
	for within, d := range f.Walk() {
		if len(within) > 0 && conditions(p, within) == never {
			if found == nil {
				found = make(map[*apache.Directive]bool)
			}
			found[d] = true
		}
	}
	return found
}

// members yields the balancer members that httpd reads, those of a variable left out.
func members(p *lint.Pass, f *apache.File) iter.Seq[apache.BalancerMember] {
	return func(yield func(apache.BalancerMember) bool) {
		skip := unread(p, f)
		for m := range f.BalancerMembers() {
			if !skip[m.Directive] && m.URL.Text != "" && literal(m.URL) && literal(m.Balancer) && !yield(m) {
				return
			}
		}
	}
}

// balancers yields the balancers' sections that httpd reads.
func balancers(p *lint.Pass, f *apache.File) iter.Seq[apache.Balancer] {
	return func(yield func(apache.Balancer) bool) {
		skip := unread(p, f)
		for b := range f.Balancers() {
			if !skip[b.Directive] && literal(b.Directive.Args[0]) && !yield(b) {
				return
			}
		}
	}
}

// literal tells whether a word holds no variable.
func literal(w apache.Word) bool { return !strings.Contains(w.Text, "${") }

// httpdScope is what a virtual host, or the main server outside of all of them,
// says about what it passes on.
type httpdScope struct {
	vhost     *apache.Directive // nil for the main server
	passes    []apache.ProxyPass
	reverses  []apache.ProxyPass
	members   []apache.BalancerMember
	balancers []apache.Balancer
	named     map[string][]*apache.Directive // the directives that were asked for, by name
	opaque    bool                           // more is included, or made by a macro
}

// scopes returns the main server of a file and its virtual hosts, in order. The
// directives of the given names are kept, conditional ones too.
func scopes(p *lint.Pass, f *apache.File, names ...string) []*httpdScope {
	main := &httpdScope{}
	list := []*httpdScope{main}
	of := make(map[*apache.Directive]*httpdScope)
	current := main
	for within, d := range readDirectives(p, f) {
		if current = main; len(of) > 0 {
			for _, section := range within {
				if s := of[section]; s != nil && s.vhost == section {
					current = s
				}
			}
		}
		switch {
		case d.Block != nil && d.Is("VirtualHost"):
			s := &httpdScope{vhost: d}
			of[d] = s
			list = append(list, s)
		case d.Is("Include") || d.Is("IncludeOptional") || d.Is("Use"):
			current.opaque = true
		case d.Is("Proxy") || d.Is("BalancerMember") || d.Is("ProxyPass") || d.Is("ProxyPassMatch") || d.Is("ProxyPassReverse"):
			of[d] = current
		}
		for _, name := range names {
			if d.Is(name) {
				if current.named == nil {
					current.named = make(map[string][]*apache.Directive)
				}
				current.named[name] = append(current.named[name], d)
			}
		}
	}
	for pass := range f.ProxyPasses() {
		if s := of[pass.Directive]; s != nil && literal(pass.Path) && literal(pass.Target) {
			s.passes = append(s.passes, pass)
		}
	}
	for reverse := range f.ProxyPassReverses() {
		if s := of[reverse.Directive]; s != nil && literal(reverse.Path) && literal(reverse.Target) {
			s.reverses = append(s.reverses, reverse)
		}
	}
	for b := range f.Balancers() {
		if s := of[b.Directive]; s != nil && literal(b.Directive.Args[0]) {
			s.balancers = append(s.balancers, b)
		}
	}
	for m := range f.BalancerMembers() {
		if s := of[m.Directive]; s != nil && literal(m.URL) && literal(m.Balancer) {
			s.members = append(s.members, m)
		}
	}
	return list
}

// hostScopes are the scopes of all files of a host. everywhere tells which of the
// names a main server says: what it says holds for every virtual host.
func hostScopes(p *lint.Pass, h *lint.Host, names ...string) (list []*httpdScope, everywhere map[string]bool) {
	everywhere = make(map[string]bool)
	for _, f := range h.Apache {
		of := scopes(p, f, names...)
		for name := range of[0].named {
			everywhere[name] = true
		}
		list = append(list, of...)
	}
	return list, everywhere
}

// httpPass returns the first directive that passes requests on over HTTP: to a
// balancer, or to an http or https URL.
func (s *httpdScope) httpPass() (first apache.ProxyPass, ok bool) {
	for _, pass := range s.passes {
		if u, isURL := splitURL(pass.Target.Text); isURL && (u.http() || u.scheme == "balancer") {
			return pass, true
		}
	}
	return first, false
}

// says tells whether the scope has a directive of that name with the word, of
// whatever case, among its arguments.
func (s *httpdScope) says(name, word string) bool {
	for _, d := range s.named[name] {
		for _, arg := range d.Args {
			if strings.EqualFold(arg.Text, word) {
				return true
			}
		}
	}
	return false
}

// isOn tells whether the last directive of that name says On.
func (s *httpdScope) isOn(name string) bool {
	list := s.named[name]
	return len(list) > 0 && strings.EqualFold(list[len(list)-1].Arg(0), "on")
}

// mentions tells whether an argument of the directives that were asked for holds
// the text.
func (s *httpdScope) mentions(text string) bool {
	for _, list := range s.named {
		for _, d := range list {
			for _, arg := range d.Args {
				if strings.Contains(arg.Text, text) {
					return true
				}
			}
		}
	}
	return false
}

// proxyURL is the URL of a member or a target in its parts.
type proxyURL struct{ scheme, host, port, path string }

// splitURL takes a URL apart; ok is false for what is none, such as "!".
func splitURL(text string) (u proxyURL, ok bool) {
	if socket, rest, found := strings.Cut(text, "|"); found && strings.HasPrefix(strings.ToLower(socket), "unix:") {
		text = rest
	}
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		return u, false
	}
	u.scheme = strings.ToLower(scheme)
	authority := rest
	if slash := strings.IndexByte(rest, '/'); slash >= 0 {
		authority, u.path = rest[:slash], rest[slash:]
	}
	u.host = strings.ToLower(authority)
	if colon := strings.LastIndexByte(authority, ':'); colon > strings.LastIndexByte(authority, ']') {
		u.host, u.port = strings.ToLower(authority[:colon]), authority[colon+1:]
	}
	if u.port == "" {
		u.port = map[string]string{"http": "80", "ws": "80", "h2c": "80", "https": "443", "wss": "443", "h2": "443"}[u.scheme]
	}
	return u, true
}

// http tells whether the scheme is spoken by mod_proxy_http, plain or over TLS.
func (u proxyURL) http() bool { return u.scheme == "http" || u.scheme == "https" }

// tls tells whether the scheme is one over TLS.
func (u proxyURL) tls() bool { return u.scheme == "https" || u.scheme == "wss" || u.scheme == "h2" }

// isAddress tells whether a host is an address and not a name.
func isAddress(host string) bool {
	_, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil
}

// regular tells whether a ProxyPass's path is a regular expression.
func regular(pass apache.ProxyPass) bool {
	return pass.Directive.Is("ProxyPassMatch") || strings.ContainsAny(pass.Path.Text, "^$*?[(")
}

// nearest returns the name that was probably meant, "" where none is near enough.
// Case is ignored.
func nearest(given string, names iter.Seq[string]) string {
	limit := 2
	if len(given) < 8 {
		limit = 1
	}
	best, found := limit+1, ""
	folded := strings.ToLower(given)
	for name := range names {
		if n := len(name) - len(given); n > limit || -n > limit {
			continue
		}
		if distance := levenshtein.Distance(folded, strings.ToLower(name), nil); distance < best {
			best, found = distance, name
		}
	}
	return found
}

// lineBefore is the fix that puts a line above a directive.
func lineBefore(d *apache.Directive, line string) *lint.Fix {
	at := d.Header()
	return lint.Replace(hcl.Range{Filename: at.Filename, Start: at.Start, End: at.Start}, line+"\n"+d.Indent())
}
