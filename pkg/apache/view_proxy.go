package apache

import (
	"iter"
	"slices"
	"strings"
)

// balancerScheme begins the URL of a balancer.
const balancerScheme = "balancer://"

// Balancer is a view of a <Proxy balancer://name> section.
type Balancer struct{ Directive *Directive }

// Balancers yields the sections of the file that define a balancer, in order.
func (f *File) Balancers() iter.Seq[Balancer] {
	return func(yield func(Balancer) bool) {
		for d := range f.All() {
			if _, ok := BalancerName(d.Arg(0)); ok && d.Block != nil && d.Is("Proxy") && !yield(Balancer{d}) {
				return
			}
		}
	}
}

// BalancerName returns the name of the balancer that a URL points at, in lower
// case: httpd ignores the case of balancers' names. ok is false for another URL.
func BalancerName(url string) (name string, ok bool) {
	if len(url) < len(balancerScheme) || !equalFold(url[:len(balancerScheme)], balancerScheme) {
		return "", false
	}
	name, _, _ = strings.Cut(url[len(balancerScheme):], "/")
	return foldName(name), true
}

// Name returns the balancer's name in lower case.
func (b Balancer) Name() string {
	name, _ := BalancerName(b.Directive.Arg(0))
	return name
}

// Members returns the BalancerMember directives in the section.
func (b Balancer) Members() []BalancerMember {
	var members []BalancerMember
	for d := range b.Directive.Effective() {
		if m, ok := balancerMember([]*Directive{b.Directive}, d); ok {
			members = append(members, m)
		}
	}
	return members
}

// Sets returns what the ProxySet directives in the section set.
func (b Balancer) Sets() []KeyValue {
	var sets []KeyValue
	for d := range b.Directive.Effective() {
		if d.Is("ProxySet") {
			sets = append(sets, KeyValues(d.Args)...)
		}
	}
	return sets
}

// missing is what a view has in place of an argument that a directive lacks: no
// text, at the directive's name.
func missing(d *Directive) *Word { return &Word{at: d.Name.at, moved: true} }

// BalancerMember is a view of a BalancerMember directive.
type BalancerMember struct {
	Directive *Directive
	// Balancer is the URL of the balancer: the section's, or the first argument
	// of a directive that stands outside of one.
	Balancer *Word
	// URL is the member's own.
	URL *Word
	// Params are the parameters.
	Params []KeyValue
}

// BalancerMembers yields the members of all balancers of the file, in order.
func (f *File) BalancerMembers() iter.Seq[BalancerMember] {
	return func(yield func(BalancerMember) bool) {
		for within, d := range f.Walk() {
			if m, ok := balancerMember(within, d); ok && !yield(m) {
				return
			}
		}
	}
}

func balancerMember(within []*Directive, d *Directive) (m BalancerMember, ok bool) {
	if !d.Is("BalancerMember") {
		return m, false
	}
	return NewBalancerMember(innermost(within, "Proxy"), d), true
}

// NewBalancerMember is the view of a BalancerMember directive that stands in a
// <Proxy> section; section is nil for one that does not.
func NewBalancerMember(section, d *Directive) BalancerMember {
	m := BalancerMember{Directive: d}
	args := d.Args
	if section != nil && len(section.Args) > 0 {
		m.Balancer = &section.Args[0]
	} else if len(args) > 0 {
		m.Balancer, args = &args[0], args[1:]
	} else {
		m.Balancer = missing(d)
	}
	if len(args) > 0 {
		m.URL, args = &args[0], args[1:]
	} else {
		m.URL = missing(d)
	}
	m.Params = KeyValues(args)
	return m
}

// innermost returns the innermost of the sections that has one of the names, nil
// where none has.
func innermost(within []*Directive, names ...string) *Directive {
	for i := len(within) - 1; i >= 0; i-- {
		for _, name := range names {
			if within[i].Is(name) {
				return within[i]
			}
		}
	}
	return nil
}

// ProxyPass is a view of a ProxyPass, ProxyPassMatch or ProxyPassReverse directive.
type ProxyPass struct {
	Directive *Directive
	// Path is the path that is mapped: the first argument, or that of the
	// <Location> section which the directive stands in.
	Path *Word
	// Target is the URL, or "!" where the path is not to be passed on.
	Target *Word
	// Params are the parameters and the flags such as nocanon.
	Params []KeyValue
}

// ProxyPasses yields the ProxyPass and ProxyPassMatch directives of the file in
// order. The first whose path matches a request counts.
func (f *File) ProxyPasses() iter.Seq[ProxyPass] {
	return f.passes("ProxyPass", "ProxyPassMatch")
}

// ProxyPassReverses yields the ProxyPassReverse directives of the file, in order.
func (f *File) ProxyPassReverses() iter.Seq[ProxyPass] {
	return f.passes("ProxyPassReverse")
}

func (f *File) passes(names ...string) iter.Seq[ProxyPass] {
	return func(yield func(ProxyPass) bool) {
		for within, d := range f.Walk() {
			if slices.ContainsFunc(names, d.Is) && !yield(NewProxyPass(innermost(within, "Location", "LocationMatch"), d)) {
				return
			}
		}
	}
}

// NewProxyPass is the view of a ProxyPass, ProxyPassMatch or ProxyPassReverse
// directive that stands in a <Location> or <LocationMatch> section; section is nil
// for one that does not.
func NewProxyPass(section, d *Directive) ProxyPass {
	p := ProxyPass{Directive: d}
	args := d.Args
	if section != nil {
		if len(section.Args) > 0 {
			p.Path = &section.Args[len(section.Args)-1] // after the "~" of a regular expression
		}
	} else if len(args) > 0 {
		p.Path, args = &args[0], args[1:]
	}
	if p.Path == nil {
		p.Path = missing(d)
	}
	if len(args) > 0 {
		p.Target, args = &args[0], args[1:]
	} else {
		p.Target = missing(d)
	}
	p.Params = KeyValues(args)
	return p
}

// Excluded tells whether the path is kept from being passed on.
func (p ProxyPass) Excluded() bool { return p.Target.Text == "!" }
