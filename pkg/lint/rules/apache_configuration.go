package rules

import (
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

// A configuration is what one httpd reads, in its order: files with all that they
// include, macros and variables put in, without what a condition surely leaves out.
type configuration struct {
	host *httpdHost
	// main tells whether it begins with the server's main file, and is not a part
	// of a configuration.
	main bool
	// incomplete tells that an included file or a macro is not known.
	incomplete bool
	directives []*configured
	names      map[string]*configuredName // as they are spelt, and in lower case
	byName     []*configuredName          // sorted
	scopes     []*httpdScope              // the main server first
	// modules are the identifiers of LoadModule, each with whether it surely runs.
	modules map[string]verdict
	dialect apache.Dialect
}

// configured is a directive where httpd reads it.
type configured struct {
	*apache.Directive
	name    string      // as the documentation spells it
	parent  *configured // the section that it stands in, nil outside of all
	section *configured // the same without those that httpd evaluates while it reads
	scope   *httpdScope
	use     *configured // the Use of the macro that it stands in, nil outside of macros
	verdict verdict
	made    bool // of a line with variables or parameters of a macro
	opaque  bool // it stands for others that are not known
	// literal tells that no argument has a variable which is not known; commented,
	// that arguments are meant as a comment; blank, that one is empty. Many rules
	// ask, of every directive.
	literal, commented, blank bool
	place                     apache.Place // that a section makes
	// index is its place among the configuration's directives; what stands in it
	// is between that and end.
	index, end int
}

// configuredName is all directives of one name.
type configuredName struct {
	name  string // as the documentation spells it
	info  apache.DirectiveInfo
	known bool         // httpd has a directive of that name
	place apache.Place // that a section of the name makes
	list  []*configured
}

// httpdHost is the configurations of a host: that of the main file and those that
// it does not reach.
type httpdHost struct {
	configurations []*configuration
	mainSays       map[string]bool // the names of the directives outside of all virtual hosts
}

// configurations reads a host's files once.
var configurations = lint.NewFact(readHost)

// everyConfiguration is a rule that looks at each of a host's configurations.
func everyConfiguration(look func(*lint.Pass, *configuration)) func(*lint.Pass, *lint.Host) {
	return func(p *lint.Pass, h *lint.Host) {
		for _, c := range configurations.Of(p, h).configurations {
			look(p, c)
		}
	}
}

// wholeConfiguration is a rule that looks at a configuration which is known to the
// last directive.
func wholeConfiguration(look func(*lint.Pass, *configuration)) func(*lint.Pass, *lint.Host) {
	return everyConfiguration(func(p *lint.Pass, c *configuration) {
		if c.main && !c.incomplete {
			look(p, c)
		}
	})
}

// everyScope is a rule that looks at each main server and each virtual host.
func everyScope(look func(*lint.Pass, *httpdScope)) func(*lint.Pass, *lint.Host) {
	return everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, s := range c.scopes {
			look(p, s)
		}
	})
}

// readHost reads the host's main file and, each with the others of its folder, the
// files that it does not include.
func readHost(p *lint.Pass, h *lint.Host) *httpdHost {
	host := &httpdHost{mainSays: make(map[string]bool)}
	reached := make(map[*apache.File]bool)
	if main := mainFile(h); main != nil {
		host.read(p, h, reached, true, main)
	}
	for _, fragment := range fragments(h, reached) {
		host.read(p, h, reached, false, fragment...)
	}
	for _, f := range h.Apache {
		if !reached[f] { // files that include each other
			host.read(p, h, reached, false, f)
		}
	}
	for _, c := range host.configurations {
		for _, d := range c.scopes[0].directives() {
			host.mainSays[d.name] = true
		}
	}
	return host
}

// mainFile is the one file of the host that httpd begins with; nil where there is
// none among them, or several.
func mainFile(h *lint.Host) *apache.File {
	var main *apache.File
	for _, f := range h.Apache {
		base := path.Base(f.Name)
		if named := base == "httpd.conf" || base == "apache2.conf"; !named && (len(h.Apache) > 1 || !has(f, "LoadModule")) || !has(f, "Listen", "Include", "IncludeOptional") {
			continue
		}
		if main != nil {
			return nil
		}
		main = f
	}
	return main
}

// has tells whether a directive of one of the names stands outside of all sections.
func has(f *apache.File, names ...string) bool {
	return slices.ContainsFunc(f.Directives, func(d *apache.Directive) bool { return slices.ContainsFunc(names, d.Is) })
}

// fragments are the files that nothing includes, those of a folder together: they
// are read together. In one whose name says that its files are available they are
// there to choose from.
func fragments(h *lint.Host, reached map[*apache.File]bool) [][]*apache.File {
	included := make(map[string]bool)
	for _, f := range h.Apache {
		if reached[f] || len(h.Apache) == 1 {
			continue
		}
		r := &configurationReader{host: h, root: serverRoot(h.Path(f.Name)), globs: make(map[string][]string)}
		for d := range f.All() {
			if d.Is("Include") || d.Is("IncludeOptional") {
				for _, name := range r.included(d) {
					included[name] = included[name] || name != f.Name
				}
			}
		}
	}
	var list [][]*apache.File
	folders := make(map[string]int)
	for _, f := range h.Apache {
		if reached[f] || included[f.Name] {
			continue
		}
		folder := path.Dir(h.Path(f.Name))
		n, known := folders[folder]
		if !known || !strings.HasPrefix(folder, "/") || strings.HasSuffix(folder, "available") {
			n = len(list)
			folders[folder] = n
			list = append(list, nil)
		}
		list[n] = append(list[n], f)
	}
	return list
}

// named are the directives of a name, which is spelt as the documentation has it.
func (c *configuration) named(name string) []*configured {
	if n := c.names[name]; n != nil {
		return n.list
	}
	return nil
}

// unconditional are the directives of one name that are surely read.
func (c *configuration) unconditional(name string) iter.Seq[*configured] {
	return func(yield func(*configured) bool) {
		for _, d := range c.named(name) {
			if d.verdict == always && !yield(d) {
				return
			}
		}
	}
}

// sortNames puts the directives of each name into byName.
func (c *configuration) sortNames() {
	c.byName = make([]*configuredName, 0, len(c.names))
	for name, n := range c.names {
		if name == n.name { // and not by another spelling
			c.byName = append(c.byName, n)
		}
	}
	slices.SortFunc(c.byName, func(a, b *configuredName) int { return strings.Compare(a.name, b.name) })
}

// balancers are the balancers' sections of all scopes, in order.
func (c *configuration) balancers() iter.Seq[*balancer] {
	return func(yield func(*balancer) bool) {
		for _, s := range c.scopes {
			for _, b := range s.balancers {
				if !yield(b) {
					return
				}
			}
		}
	}
}

// members are the balancer members of all scopes.
func (c *configuration) members() iter.Seq[*member] {
	return func(yield func(*member) bool) {
		for _, s := range c.scopes {
			for _, m := range s.members {
				if !yield(m) {
					return
				}
			}
		}
	}
}

// inside is everything that stands in a section, at whatever depth.
func (d *configured) inside() []*configured {
	return d.scope.configuration.directives[d.index+1 : d.end]
}

// effective are the directives of a section as they count: those in sections that
// httpd evaluates while it reads are among them, those of other sections are not.
func (d *configured) effective() iter.Seq[*configured] {
	return func(yield func(*configured) bool) {
		for _, child := range d.inside() {
			if child.section == d && !yield(child) {
				return
			}
		}
	}
}

// within is the innermost section with one of the names that the directive stands
// in, nil where there is none.
func (d *configured) within(names ...string) *configured {
	for s := d.parent; s != nil; s = s.parent {
		if slices.Contains(names, s.name) {
			return s
		}
	}
	return nil
}

// together tells whether httpd surely reads both of two directives, or neither.
func together(a, b *configured) bool {
	return a.verdict == always && b.verdict == always || a.parent == b.parent
}

// lineOf says where a range is for a message about another: its line, and its file
// where that is another one.
func lineOf(r, from hcl.Range) string {
	if r.Filename == from.Filename {
		return fmt.Sprintf("line %d", r.Start.Line)
	}
	return fmt.Sprintf("line %d of %s", r.Start.Line, r.Filename)
}

// report records a finding in a directive.
func (d *configured) report(p *lint.Pass, r hcl.Range, format string, args ...any) {
	d.reportFix(p, r, nil, format, args...)
}

// reportFix records a finding with a remedy. What a macro or a variable made is not
// what the file has: it is left to a person.
func (d *configured) reportFix(p *lint.Pass, r hcl.Range, fix *lint.Fix, format string, args ...any) {
	d.reportFinding(p, lint.Finding{Message: fmt.Sprintf(format, args...), Range: r, Fix: fix})
}

// reportFinding records a finding of which more is to be said.
func (d *configured) reportFinding(p *lint.Pass, f lint.Finding) {
	if d.made || d.use != nil {
		f.Fix = nil
	}
	for use := d.use; use != nil; use = use.use {
		f.Related = append(f.Related, lint.Related{Message: "the macro is used here", Range: use.Header()})
	}
	p.ReportFinding(f)
}
