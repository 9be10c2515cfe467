package rules

import (
	"path"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

const (
	// maxDepth is how deep files and macros may include each other; httpd's own
	// limit is as high.
	maxDepth = 20
	// maxRepeated is how many directives are read again, for a macro that is used
	// or a file that is included several times.
	maxRepeated = 200_000
)

// configurationReader reads a configuration as httpd does.
type configurationReader struct {
	pass      *lint.Pass
	host      *lint.Host
	files     map[string]*apache.File // by name
	reached   map[*apache.File]bool
	c         *configuration
	first     string // the path of the file that it begins with
	root      string // ServerRoot so far
	variables map[string]variable
	macros    map[string]*macro   // by name in lower case
	globs     map[string][]string // what was found for a pattern
	repeated  int
	slab      []configured
}

// place is where a directive stands, and how it got there.
type place struct {
	parent, section *configured
	scope           *httpdScope
	balancer        *balancer // whose section it is in
	verdict         verdict
	use             *configured
	replace         func(string) string // puts the values of the macro's parameters in
	depth           int
	again           bool // it counts as repeated
}

// read reads files one after the other, as one configuration.
func (host *httpdHost) read(p *lint.Pass, h *lint.Host, reached map[*apache.File]bool, main bool, files ...*apache.File) {
	c := &configuration{
		host: host, main: main, names: make(map[string]*configuredName), modules: make(map[string]verdict), dialect: files[0].Dialect,
	}
	server := &httpdScope{configuration: c}
	c.scopes = []*httpdScope{server}
	r := &configurationReader{
		pass: p, host: h, files: make(map[string]*apache.File, len(h.Apache)), reached: reached, c: c,
		first: h.Path(files[0].Name), root: serverRoot(h.Path(files[0].Name)), variables: make(map[string]variable), macros: make(map[string]*macro), globs: make(map[string][]string),
	}
	for _, f := range h.Apache {
		r.files[f.Name] = f
	}
	n := 0
	for _, f := range files {
		n += count(f.Directives)
	}
	c.directives = make([]*configured, 0, n)
	for _, f := range files {
		r.file(f, place{scope: server, verdict: always})
	}
	c.sortNames()
	host.configurations = append(host.configurations, c)
}

// count counts directives with all that stands in them.
func count(list []*apache.Directive) int {
	n := len(list)
	for _, d := range list {
		n += count(d.Children())
	}
	return n
}

// serverRoot is where relative paths begin until ServerRoot says something else:
// below /etc the folder there, otherwise that of the file, or the one above conf.
func serverRoot(file string) string {
	if rest, ok := strings.CutPrefix(file, "/etc/"); ok {
		top, _, _ := strings.Cut(rest, "/")
		return "/etc/" + top
	}
	folder := path.Dir(file)
	if path.Base(folder) == "conf" {
		folder = path.Dir(folder)
	}
	return folder
}

func (r *configurationReader) file(f *apache.File, at place) {
	at.again = at.again || r.reached[f]
	r.reached[f] = true
	r.list(f.Directives, at)
}

// list reads the directives of a file, a section or a macro.
func (r *configurationReader) list(list []*apache.Directive, at place) {
	for _, d := range list {
		if at.again {
			if r.repeated++; r.repeated > maxRepeated {
				r.unknown(at)
				return
			}
		}
		r.directive(d, at)
	}
}

// unknown notes that what follows at a place is not known.
func (r *configurationReader) unknown(at place) {
	r.c.incomplete = true
	at.scope.opaque = true
}

func (r *configurationReader) directive(source *apache.Directive, at place) {
	d, ok := r.rewritten(source, at)
	if !ok {
		r.unknown(at)
		return
	}
	n := r.name(d.Name.Text)
	evaluated := d.Block != nil && apache.Evaluated(n.name)
	if evaluated {
		if at.verdict = min(at.verdict, r.condition(d)); at.verdict == never {
			return
		}
	}
	c := r.add(d, n, at)
	c.made = d != source
	switch {
	case n.name == "Macro" && d.Block != nil:
		r.macro(d, at)
		return
	case d.Block == nil:
		r.effect(c, at)
	default:
		at.parent = c
		if !evaluated {
			at.section = c
		}
		at = r.enter(c, at)
		r.list(d.Block.Directives, at)
	}
	c.end = len(r.c.directives)
	if c.scope.vhost == c {
		c.scope.end = c.end
	}
}

// name returns the entry of a name, which is spelt in some way.
func (r *configurationReader) name(spelt string) *configuredName {
	if n := r.c.names[spelt]; n != nil {
		return n
	}
	name := strings.ToLower(spelt)
	info, known := apache.LookupDirective(spelt)
	if known {
		name = info.Name
	}
	n := r.c.names[name]
	if n == nil {
		n = &configuredName{name: name, info: info, known: known}
		n.place, _ = apache.PlaceOf(name)
		r.c.names[name] = n
	}
	r.c.names[spelt] = n
	return n
}

func (r *configurationReader) add(d *apache.Directive, n *configuredName, at place) *configured {
	if len(r.slab) == 0 {
		r.slab = make([]configured, min(1024, max(16, len(r.c.directives))))
	}
	c := &r.slab[0]
	r.slab = r.slab[1:]
	*c = configured{
		Directive: d, name: n.name, parent: at.parent, section: at.section, scope: at.scope, use: at.use, verdict: at.verdict,
		index: len(r.c.directives), end: len(r.c.directives) + 1,
		literal: allLiteral(d.Args), commented: len(beforeComment(d.Args)) < len(d.Args), blank: hasBlank(d.Args), place: n.place,
	}
	r.c.directives = append(r.c.directives, c)
	n.list = append(n.list, c)
	if at.scope.vhost == nil {
		at.scope.loose = append(at.scope.loose, c)
	}
	return c
}

// enter opens a section.
func (r *configurationReader) enter(c *configured, at place) place {
	switch c.name {
	case "VirtualHost":
		c.scope = &httpdScope{configuration: r.c, vhost: c}
		at.scope = c.scope
		r.c.scopes = append(r.c.scopes, c.scope)
	case "Proxy":
		if name, ok := apache.BalancerName(c.Arg(0)); ok && literal(c.Args[0]) {
			at.balancer = &balancer{at: c, name: name}
			at.scope.balancers = append(at.scope.balancers, at.balancer)
		}
	}
	return at
}

// effect does what httpd does at once when it reads a directive, and notes those
// that rules ask for most.
func (r *configurationReader) effect(c *configured, at place) {
	switch c.name {
	case "Include", "IncludeOptional":
		r.include(c, at)
	case "Use":
		r.use(c, at)
	case "UndefMacro":
		delete(r.macros, strings.ToLower(c.Arg(0)))
	case "Define", "UnDefine":
		r.define(c)
	case "ServerRoot":
		r.root = strings.TrimSuffix(c.Arg(0), "/")
	case "LoadModule":
		r.c.modules[c.Arg(0)] = max(c.verdict, r.c.modules[c.Arg(0)])
	case "ServerName":
		if c.section == c.scope.vhost && len(c.Args) > 0 {
			c.scope.name = c
		}
	case "ServerAlias":
		if c.section == c.scope.vhost {
			c.scope.aliases = append(c.scope.aliases, beforeComment(c.Args)...)
		}
	case "BalancerMember":
		at.scope.addMember(c, at.balancer)
	case "ProxySet":
		if at.balancer != nil {
			at.balancer.sets = append(at.balancer.sets, balancerSet{c, apache.KeyValues(c.Args)})
		}
	case "ProxyPass", "ProxyPassMatch":
		at.scope.passes = appendPass(at.scope.passes, c)
	case "ProxyPassReverse":
		at.scope.reverses = appendPass(at.scope.reverses, c)
	}
}

// include reads the files of an Include.
func (r *configurationReader) include(c *configured, at place) {
	names := r.included(c.Directive)
	at.depth++
	if names == nil || at.depth > maxDepth {
		// In a tree that holds the whole ServerRoot, what is not there is not there.
		whole := r.c.main && strings.HasPrefix(r.first, r.root+"/")
		if c.name == "Include" || !whole {
			c.opaque = true
			r.unknown(at)
		}
		return
	}
	for _, name := range names {
		if f := r.files[name]; f != nil {
			r.file(f, at)
		}
	}
	c.end = len(r.c.directives)
}

// included are the names of the files that an Include reads, of a folder all that
// are in it; nil where they are not known.
func (r *configurationReader) included(d *apache.Directive) []string {
	if len(d.Args) != 1 || !literal(d.Args[0]) {
		return nil
	}
	pattern := d.Arg(0)
	if !strings.HasPrefix(pattern, "/") {
		pattern = r.root + "/" + pattern
	}
	pattern = path.Clean(pattern)
	names, known := r.globs[pattern]
	if !known {
		names = r.glob(pattern)
		r.globs[pattern] = names
	}
	return names
}

func (r *configurationReader) glob(pattern string) []string {
	if names := r.host.Glob(pattern); names != nil || strings.ContainsAny(pattern, "*?[") {
		return names
	}
	var names []string
	for range maxDepth { // of a folder
		pattern += "/*"
		names = append(names, r.host.Glob(pattern)...)
	}
	slices.Sort(names)
	return names
}
