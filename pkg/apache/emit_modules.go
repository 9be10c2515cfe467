package apache

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// The names of the file that a host's virtual hosts share, without ".conf": in a
// directory that holds virtual hosts too it has to come first, in one of modules
// last.
const (
	sharedFirst = "00-hagen"
	sharedLast  = "90-hagen"
)

// module is a module that emitted directives may need.
type module struct {
	name  string // as a2enmod knows it
	since Since  // empty where mod_x is a part of another module, or of none
}

// modules are all of them in an order in which they load: each after those whose
// symbols it uses.
var modules = []module{
	{"log_config", always},
	{"authz_core", Since{V24: in24(0)}},
	{"authz_host", always},
	{"alias", always},
	{"rewrite", always},
	{"headers", always},
	{"watchdog", Since{V24: in24(0)}},
	{"slotmem_shm", FeatureLBModules.Since()},
	{"ssl", always},
	{"http2", FeatureHTTP2.Since()},
	{"proxy", always},
	{"proxy_balancer", always},
	{"lbmethod_byrequests", FeatureLBModules.Since()},
	{"lbmethod_bytraffic", FeatureLBModules.Since()},
	{"lbmethod_bybusyness", FeatureLBModules.Since()},
	{"lbmethod_heartbeat", FeatureLBModules.Since()},
	{"proxy_http", always},
	{"proxy_http2", FeatureProxyHTTP2.Since()},
	{"proxy_ajp", always},
	{"proxy_fcgi", Since{V24: in24(0)}},
	{"proxy_scgi", Since{in22(14), in24(0)}},
	{"proxy_uwsgi", FeatureProxyUwsgi.Since()},
	{"proxy_wstunnel", FeatureWSTunnel.Since()},
	{"proxy_hcheck", FeatureHealthCheck.Since()},
}

// compiledIn are modules that are no files where a2enmod rules: Debian's httpd
// has them built in, and a2enmod does not know them.
var compiledIn = map[string]bool{"log_config": true, "watchdog": true}

// moduleSet holds the modules in use, with what first asked for each.
type moduleSet map[string]hcl.Range

// use notes that a directive needs a module. A name that the release knows no
// module of is passed over: in 2.2 the methods of balancing are a part of
// mod_proxy_balancer.
func (s moduleSet) use(at hcl.Range, names ...string) {
	for _, name := range names {
		if _, ok := s[name]; !ok {
			s[name] = at
		}
	}
}

// inOrder yields the modules of a set that are modules of the host's release.
func (e *emitter) inOrder(s moduleSet) func(func(string, hcl.Range) bool) {
	return func(yield func(string, hcl.Range) bool) {
		for _, m := range modules {
			at, used := s[m.name]
			if !used || !m.since.In(e.version) || e.host.Platform.Has(topology.A2enmod) && compiledIn[m.name] {
				continue
			}
			if !yield(m.name, at) {
				return
			}
		}
	}
}

// shared is the file of what the virtual hosts of the host share, nil where there
// is nothing to say.
func (e *emitter) shared() *File {
	p := e.host.Platform
	if len(e.order) == 0 {
		return nil
	}
	var b body
	if !p.Has(topology.A2enmod) {
		b.group(e.loadModules())
	}
	b.group(e.nameVirtualHosts())
	b.group(e.listens())
	if len(b) == 0 {
		return nil
	}
	directory, name := p.Path(topology.ApacheSites), sharedFirst
	if p.Has(topology.ModulesDir) {
		directory, name = p.Path(topology.ApacheModules), sharedLast
	}
	comments := []string{generated}
	if p.Has(topology.A2enmod) {
		comments = append(comments, "#", "# To enable it: a2ensite "+name)
	}
	return e.file(directory, name, headed(b, comments...))
}

// loadModules are the LoadModule lines for what the distribution's own
// configuration may not load.
func (e *emitter) loadModules() body {
	var b body
	for name, at := range e.inOrder(e.modules) {
		var load body
		load.add(at, "LoadModule", name+"_module", "modules/mod_"+name+".so")
		b.section(at, load, "IfModule", Word{Text: "!" + name + "_module"})
	}
	return b
}

// guards make httpd's own check of its configuration fail where a module is
// missing: without mod_proxy_balancer, say, it finds no fault with a balancer
// that can never serve.
func (e *emitter) guards(v *topology.VirtualHost, used moduleSet) body {
	var b body
	if !e.host.Platform.Has(topology.A2enmod) || !e.has(FeatureErrorGuard) {
		return nil
	}
	for name, at := range e.inOrder(used) {
		var guard body
		guard.add(at, "Error", v.Name+" needs mod_"+name+": a2enmod "+name)
		b.section(at, guard, "IfModule", Word{Text: "!" + name + "_module"})
	}
	return b
}

// enable is the command that enables a site and its modules.
func (e *emitter) enable(v *topology.VirtualHost, name string, used moduleSet) []string {
	if !e.host.Platform.Has(topology.A2enmod) {
		return nil
	}
	var names []string
	for module := range e.inOrder(used) {
		names = append(names, module)
	}
	command := "a2ensite " + name
	if len(names) > 0 {
		command = "a2enmod " + strings.Join(names, " ") + " && " + command
	}
	if v.DefaultServer.Value {
		command += " && a2dissite 000-default"
	}
	return []string{"#", "# To enable it: " + command}
}

// headed puts comments above directives, and a blank line between.
func headed(b body, comments ...string) body {
	before := make([]Trivia, 0, len(comments)+1)
	for _, text := range comments {
		before = append(before, Trivia{Kind: Comment, Text: text})
	}
	b[0].Before = append(append(before, Trivia{Kind: Blank}), b[0].Before...)
	return b
}
