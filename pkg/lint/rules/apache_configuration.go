package rules

import (
	"iter"
	"path"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

// A configuration is all that one httpd reads, in its order.
type configuration struct {
	directives []configured
	// modules are the identifiers of LoadModule, each with whether it surely runs.
	modules map[string]verdict
	// packaged tells whether the LoadModule lines are those of a whole server:
	// a module that no server does without is among them.
	packaged bool
}

// configured is a directive with the sections around it.
type configured struct {
	*apache.Directive
	within  []*apache.Directive
	verdict verdict
}

// vhost is the virtual host that the directive stands in, nil for none.
func (c configured) vhost() *apache.Directive {
	for _, d := range c.within {
		if d.Is("VirtualHost") {
			return d
		}
	}
	return nil
}

// unconditional are the directives of one name that are surely read.
func (c *configuration) unconditional(name string) iter.Seq[configured] {
	return func(yield func(configured) bool) {
		for _, d := range c.directives {
			if d.verdict == always && d.Is(name) && !yield(d) {
				return
			}
		}
	}
}

// maxIncludes is how deep files may include each other.
const maxIncludes = 20

// wholeConfiguration reads the host's main file with all that it includes; ok is
// false where there is no main file among the host's, several, or where an
// included file is not among them.
func wholeConfiguration(p *lint.Pass, h *lint.Host) (c *configuration, ok bool) {
	main := mainFile(h)
	if main == nil {
		return nil, false
	}
	r := &reader{pass: p, files: make(map[string][]*apache.File), c: &configuration{modules: make(map[string]verdict)}, main: main, root: serverRoot(main.Name)}
	for _, f := range h.Apache {
		r.files[directoryOf(f.Name)] = append(r.files[directoryOf(f.Name)], f)
	}
	if !r.read(main, nil, 0) {
		return nil, false
	}
	_, authz := r.c.modules["authz_core_module"]
	_, authz22 := r.c.modules["authz_host_module"]
	r.c.packaged = authz || authz22
	return r.c, true
}

// serverRoot is where relative paths begin until ServerRoot says something else:
// the directory of apache2.conf, the one above that of conf/httpd.conf.
func serverRoot(main string) string {
	directory := path.Dir("/" + main)
	if path.Base(directory) == "conf" {
		directory = path.Dir(directory)
	}
	return directory
}

// mainFile is the one file of the host that httpd begins with.
func mainFile(h *lint.Host) *apache.File {
	var main *apache.File
	for _, f := range h.Apache {
		base := path.Base(f.Name)
		if named := base == "httpd.conf" || base == "apache2.conf"; !named && (len(h.Apache) > 1 || !has(f, "LoadModule")) || !has(f, "Listen") && !has(f, "Include") && !has(f, "IncludeOptional") {
			continue
		}
		if main != nil {
			return nil
		}
		main = f
	}
	return main
}

// has tells whether a directive of that name stands outside of all sections.
func has(f *apache.File, name string) bool {
	for _, d := range f.Directives {
		if d.Is(name) {
			return true
		}
	}
	return false
}

// reader follows includes.
type reader struct {
	pass  *lint.Pass
	main  *apache.File
	root  string                    // ServerRoot so far
	files map[string][]*apache.File // by the name of their directory
	c     *configuration
}

func (r *reader) read(f *apache.File, around []*apache.Directive, depth int) bool {
	for within, d := range f.Walk() {
		all := append(around[:len(around):len(around)], within...)
		v := always
		for _, section := range all {
			v = min(v, r.condition(section))
		}
		if v == never {
			continue
		}
		r.c.directives = append(r.c.directives, configured{d, all, v})
		switch {
		case d.Is("ServerRoot"):
			r.root = strings.TrimSuffix(d.Arg(0), "/")
		case d.Is("LoadModule"):
			r.c.modules[d.Arg(0)] = max(v, r.c.modules[d.Arg(0)])
		case d.Is("Use"):
			return false // what it stands for is not known
		case d.Is("Include") || d.Is("IncludeOptional"):
			if depth == maxIncludes || !r.include(d, all, depth) {
				return false
			}
		}
	}
	return true
}

// condition weighs a section, that of a module by the LoadModule lines so far. A
// module without one may be built in.
func (r *reader) condition(d *apache.Directive) verdict {
	if !d.Is("IfModule") || len(d.Args) != 1 {
		return condition(r.pass, d)
	}
	name, negated := strings.CutPrefix(d.Arg(0), "!")
	if m, known := apache.LookupModule(strings.TrimSuffix(name, ".c")); known {
		name = m.Identifier
	}
	switch {
	case r.c.modules[name] != always:
		return perhaps
	case negated:
		return never
	}
	return always
}

// include reads the files of an Include; false where they cannot be told, or are
// not among the host's.
func (r *reader) include(d *apache.Directive, around []*apache.Directive, depth int) bool {
	pattern := d.Arg(0)
	if len(d.Args) != 1 || !literal(d.Args[0]) || strings.ContainsAny(path.Dir(pattern), "*?[") {
		return false
	}
	if !strings.HasPrefix(pattern, "/") {
		pattern = r.root + "/" + pattern
	}
	directory, base := path.Split(path.Clean(pattern))
	found := false
	for _, f := range r.files[path.Base(directory)] {
		dir := "/" + path.Dir(f.Name)
		if matched, err := path.Match(base, path.Base(f.Name)); err != nil || !matched || !strings.HasSuffix(dir, path.Clean(directory)) {
			continue
		}
		found = true
		if !r.read(f, around, depth+1) {
			return false
		}
	}
	// In a tree that holds the whole ServerRoot, what is not there is not there.
	return found || d.Is("IncludeOptional") && strings.Contains("/"+r.main.Name, r.root+"/")
}

// directoryOf is the name of the directory that a file is in.
func directoryOf(name string) string { return path.Base(path.Dir("/" + name)) }

// wholeVhosts are the virtual hosts that are surely read.
func (c *configuration) wholeVhosts() iter.Seq[apache.VirtualHost] {
	return func(yield func(apache.VirtualHost) bool) {
		for d := range c.unconditional("VirtualHost") {
			if d.Block != nil && !yield(apache.VirtualHost{Directive: d.Directive}) {
				return
			}
		}
	}
}
