package apache

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// site compiles one virtual host.
type site struct {
	*emitter
	v      *topology.VirtualHost
	used   moduleSet // what its own directives need
	places []*place  // its locations, the longest path first
	pools  []*pool   // the balancers in use, in order of first use
	byName map[string]*pool
}

// site is the file of one virtual host.
func (e *emitter) site(v *topology.VirtualHost) *File {
	s := &site{emitter: e, v: v, used: make(moduleSet), byName: make(map[string]*pool)}
	name := e.siteName(v)
	s.plan()

	var b body
	b.section(v.Range, s.main(), "VirtualHost", s.addresses()...)
	if v.TLS != nil && v.TLS.RedirectHTTP.Value {
		b.group(s.redirectHost())
	}
	var all body
	all.group(e.guards(v, s.used))
	all.group(b)
	comments := append([]string{generated}, e.enable(v, name, s.used)...)
	return e.file(e.host.Platform.Path(topology.ApacheSites), name, headed(all, comments...))
}

// use notes modules that the virtual host needs.
func (s *site) use(at hcl.Range, names ...string) {
	s.used.use(at, names...)
	s.modules.use(at, names...)
}

func (s *site) addresses() []Word {
	var words []Word
	for _, l := range s.v.Listen.Items {
		words = append(words, s.bind(s.v, l, s.v.TLS != nil))
	}
	return words
}

// main is the inside of the virtual host's section.
func (s *site) main() body {
	var b body
	b.group(s.identity())
	b.group(s.logs())
	if s.v.TLS != nil {
		b.group(s.tls())
	}
	if len(s.pools) > 0 {
		b.group(s.proxying())
	}
	for _, p := range s.pools {
		b.group(s.pool(p))
	}
	b.group(s.webSockets())
	b.group(s.passes())
	b.group(s.mappings())
	for _, p := range s.places {
		b.group(s.locationSection(p))
	}
	return b
}

// identity are the names of the virtual host and where its files are.
func (s *site) identity() body {
	var b body
	b.group(s.names())
	if s.v.Admin.Set {
		b.words(s.v.Admin.Range, "ServerAdmin", s.quote(s.v.Admin))
	}
	if s.v.DocumentRoot.Set {
		b.words(s.v.DocumentRoot.Range, "DocumentRoot", s.quote(s.v.DocumentRoot))
		b.group(s.directory(s.v.DocumentRoot))
	}
	return b
}

// names are the directives of the virtual host's names: a line for each, for any
// number of them may be wanted and httpd 2.2 reads no line of any length.
func (s *site) names() body {
	var b body
	for i, name := range s.v.ServerNames() {
		directive := "ServerAlias"
		if i == 0 {
			directive = "ServerName"
			if strings.HasPrefix(name.Value, "*") {
				s.fail(name.Range, "Wildcard as main name", "httpd takes the first name for its own when it writes URLs, and matches wildcards among the aliases alone. Put a full name before %s.", name.Value)
			}
		}
		if name.Value == "_" {
			s.fail(name.Range, "Not a name to Apache", "\"_\" stands for no name in nginx. Write default_server = true for the host that answers for all other names.")
		}
		b.words(name.Range, directive, s.quoteAs(hostText(name.Value), name))
	}
	return b
}

// directory lets files be served from a directory: httpd 2.4 as distributed
// refuses that everywhere but below /var/www.
func (s *site) directory(root topology.Attr[string]) body {
	var inner, b body
	s.grant(&inner, root.Range)
	if strings.ContainsAny(root.Value, "*?[") { // httpd takes the path for a pattern
		root.Value = wildcards.Replace(root.Value)
	}
	b.section(root.Range, inner, "Directory", s.quote(root))
	return b
}

// wildcards writes the characters with a meaning in a pattern for themselves, in
// brackets: a path in which backslashes do that is none to apr_fnmatch_test.
var wildcards = strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]", `\`, `\\`)

// grant lets everybody in.
func (s *site) grant(b *body, at hcl.Range) {
	if s.has(FeatureRequire) {
		s.use(at, "authz_core")
		b.add(at, "Require", "all", "granted")
		return
	}
	s.use(at, "authz_host")
	b.add(at, "Order", "allow,deny")
	b.add(at, "Allow", "from", "all")
}

// restrict lets in who asks from one of the networks.
func (s *site) restrict(b *body, networks topology.List[prefix]) {
	s.use(networks.Range, "authz_core", "authz_host")
	if !s.has(FeatureRequire) {
		b.add(networks.Range, "Order", "deny,allow")
		b.add(networks.Range, "Deny", "from", "all")
	}
	for _, n := range networks.Items {
		text := n.Value.String()
		if n.Value.IsSingleIP() {
			text = n.Value.Addr().String()
		}
		network := Word{Text: text, Sensitive: n.Sensitive}
		if s.has(FeatureRequire) {
			b.words(n.Range, "Require", Word{Text: "ip"}, network)
		} else {
			b.words(n.Range, "Allow", Word{Text: "from"}, network)
		}
	}
}

// balancerManager is the page of the balancers. It never stands without its
// restriction.
func (s *site) balancerManager(p *place) body {
	var inner body
	s.use(p.manager.Range, "proxy", "proxy_balancer")
	inner.add(p.manager.Range, "SetHandler", "balancer-manager")
	s.restrict(&inner, p.manager.Allow)
	return s.section(p, inner)
}
