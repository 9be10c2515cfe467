package rules

import (
	"iter"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxPlacesOf are the directives of a host's nginx files in their places.
var nginxPlacesOf = lint.NewFact(newNginxPlaces)

// nginxPlaces are the directives that nginx reads on a host, those of included
// files where the include stands.
type nginxPlaces struct {
	// names are the names that occur, in the order in which they first do.
	names     []string
	byName    map[string][]*nginxNode
	upstreams []*nginxUpstream
	servers   []nginxServer // the virtual servers of http
	passes    []nginxPass   // the proxy_pass directives of http
	absent    []nginxAbsent // includes of files that are not there
}

// nginxUpstream is an upstream of http or stream, with what its includes bring.
type nginxUpstream struct {
	nginx.Upstream
	node *nginxNode
}

// onUnixSockets tells whether all servers are processes of the host itself, that
// listen on Unix sockets.
func (u *nginxUpstream) onUnixSockets() bool {
	return !slices.ContainsFunc(u.Servers, func(s nginx.Server) bool { return !strings.HasPrefix(s.Address.Host, "unix:") })
}

// nginxPass is a proxy_pass of http.
type nginxPass struct {
	*nginxNode
	target   nginxTarget
	upstream *nginxUpstream // what the target names; nil for an address, or what is not known
	// headers are the values of the fields, by lower-case name, that the
	// proxy_set_header lines give that hold there; headersKnown is false where an
	// include may bring more. headersAt is the first of the lines, nil for none.
	headers      map[string]string
	headersKnown bool
	headersAt    *nginxNode
}

// nginxServer is a virtual server of http.
type nginxServer struct {
	*nginxNode
	listens []nginx.Listen // those that have an argument
	names   []nginx.Word
}

// nginxSocket is an address that a configuration listens on.
type nginxSocket struct {
	config  *nginxConfig
	address nginx.Address
}

// nginxConfig is what one nginx reads: an nginx.conf with what it includes, or
// fragments of which nothing is known but that they stand in http.
type nginxConfig struct {
	http      []*nginxNode
	upstreams map[string]*nginxUpstream // of http, by lower-case name
	// main is true for an nginx.conf.
	main bool
	// events is true where the block is there, and workers what worker_processes says.
	events  bool
	workers string
	// modules is true where others than nginx's own are loaded, or may be.
	modules bool
	// whole is true where nothing is missing that could bring a block of http.
	whole bool
	// loose are the directives that stand in no block of a fragment, and so hold for
	// the blocks beside them; open is true where an include may bring more.
	loose map[nginxLoose][]*nginxNode
	open  bool
	// partial is true where an include anywhere brings what is not known.
	partial bool
	// around is the configuration that a fragment is taken for a part of, nil for none.
	around *nginxConfig
}

// upstream finds an upstream of http by name, which nginx compares without case.
// It returns nil where there is none.
func (c *nginxConfig) upstream(name string) *nginxUpstream {
	name = strings.ToLower(name)
	for ; c != nil; c = c.around {
		if u := c.upstreams[name]; u != nil {
			return u
		}
	}
	return nil
}

// named yields the directives of http of any of the names.
func (pl *nginxPlaces) named(names ...string) iter.Seq[*nginxNode] {
	return func(yield func(*nginxNode) bool) {
		for _, name := range names {
			for _, n := range pl.byName[name] {
				if n.isHTTP && !yield(n) {
					return
				}
			}
		}
	}
}

// nginxLoose is a file, "" for any, and the name of a directive.
type nginxLoose struct{ file, name string }

// outer returns the nginx.conf that a fragment is taken for a part of, or the
// configuration itself.
func (c *nginxConfig) outer() *nginxConfig {
	for c.around != nil {
		c = c.around
	}
	return c
}

// oneWorker tells whether nginx certainly runs one worker process: the
// configuration says so, or is there whole and says nothing.
func (c *nginxConfig) oneWorker() bool {
	c = c.outer()
	return c.workers == "1" || c.workers == "" && c.whole && c.events
}

// nginxBuilder puts directives into their places, in one walk.
type nginxBuilder struct {
	places   *nginxPlaces
	includes nginxIncludes
	config   *nginxConfig
}

func newNginxPlaces(_ *lint.Pass, h *lint.Host) *nginxPlaces {
	b := &nginxBuilder{places: &nginxPlaces{byName: make(map[string][]*nginxNode)}, includes: newNginxIncludes(h)}
	var mains []*nginxConfig
	for _, block := range []string{"events", "http", "stream", "mail"} { // an events block is the mark of nginx.conf
		for _, f := range h.Nginx {
			if nginxHasBlock(f, block) && !b.includes.read[f] {
				c := &nginxConfig{upstreams: make(map[string]*nginxUpstream), main: true, whole: true}
				mains = append(mains, c)
				b.read(c, f)
			}
		}
	}
	fragments := &nginxConfig{upstreams: make(map[string]*nginxUpstream)}
	for _, f := range h.Nginx {
		if b.includes.read[f] {
			continue
		}
		if len(mains) > 0 { // which does not read it, so that nothing tells what stands beside it
			fragments = &nginxConfig{upstreams: make(map[string]*nginxUpstream)}
		}
		if len(mains) == 1 {
			fragments.around = mains[0]
		}
		b.read(fragments, f)
	}
	b.places.absent = b.includes.absent
	b.addPasses()
	return b.places
}

// addPasses keeps the proxy_pass directives, after all upstreams are known.
func (b *nginxBuilder) addPasses() {
	fields := make(map[*nginxNode]map[string]string) // by the first of the lines
	for n := range b.places.named("proxy_pass") {
		if len(n.Args) == 0 {
			continue
		}
		d := nginxPass{nginxNode: n, target: nginxTargetOf(n.Arg(0))}
		d.upstream = n.config.upstream(d.target.Host)
		list, known := n.effective("proxy_set_header")
		if d.headersKnown = known; len(list) > 0 {
			d.headersAt = list[0]
			d.headers = fields[d.headersAt]
			if d.headers == nil {
				d.headers = nginxFields(list)
				fields[d.headersAt] = d.headers
			}
		}
		b.places.passes = append(b.places.passes, d)
	}
}

// nginxFields returns what proxy_set_header lines set, the first of each name.
func nginxFields(lines []*nginxNode) map[string]string {
	fields := make(map[string]string, len(lines))
	for _, d := range lines {
		name := strings.ToLower(d.Arg(0))
		if _, twice := fields[name]; !twice {
			fields[name] = d.Arg(1)
		}
	}
	return fields
}

// nginxIsMain tells whether a file is an nginx.conf and no fragment.
func nginxIsMain(f *nginx.File) bool {
	return nginxHasBlock(f, "events") || nginxHasBlock(f, "http") || nginxHasBlock(f, "stream") || nginxHasBlock(f, "mail")
}

// nginxHasBlock tells whether a block of that name stands at the top of a file.
func nginxHasBlock(f *nginx.File, name string) bool {
	return slices.ContainsFunc(f.Directives, func(d *nginx.Directive) bool { return d.Name.Text == name && d.Block != nil })
}

// read adds a file that nothing includes.
func (b *nginxBuilder) read(c *nginxConfig, f *nginx.File) {
	b.config = c
	b.includes.enter(f)
	b.includes.read[f] = true
	top := &nginxNode{config: c, isHTTP: true}
	b.fill(top, f.Directives, 0)
	c.open = c.open || top.open && !c.main
	c.whole = c.whole && !top.open && len(c.http) > 0
}

// fill puts what stands in a block into its place. The block that is no
// directive is the top of what is read.
func (b *nginxBuilder) fill(block *nginxNode, list []*nginx.Directive, depth int) {
	list, block.open = b.includes.expand(list)
	b.includes.left -= len(list)
	b.config.partial = b.config.partial || block.open
	if depth == nginxDeepest || b.includes.left < 0 {
		block.open, b.config.partial = true, true
		return
	}
	block.inside = make([]nginxNode, len(list))
	if len(list) >= nginxLargeBlock {
		block.index = make(map[string][]*nginxNode)
	}
	for i, d := range list {
		n := &block.inside[i]
		n.Directive, n.config, n.isHTTP = d, b.config, block.isHTTP
		if block.Directive != nil {
			n.parent = block
		} else {
			n.isHTTP = d.Name.Text != "stream" && d.Name.Text != "mail"
		}
		if block.index != nil {
			block.index[d.Name.Text] = append(block.index[d.Name.Text], n)
		}
		b.add(n)
		if d.Block != nil {
			b.fill(n, d.Children(), depth+1)
			b.view(n)
		}
	}
}

// add makes a directive known under its name.
func (b *nginxBuilder) add(n *nginxNode) {
	list := b.places.byName[n.Name.Text]
	if list == nil {
		b.places.names = append(b.places.names, n.Name.Text)
	}
	b.places.byName[n.Name.Text] = append(list, n)
	if n.parent == nil {
		b.addGlobal(n)
	}
}

// addGlobal notes what a directive says that stands in no block.
func (b *nginxBuilder) addGlobal(n *nginxNode) {
	if c := b.config; !c.main && n.Block == nil {
		if c.loose == nil {
			c.loose = make(map[nginxLoose][]*nginxNode)
		}
		for _, file := range []string{n.Name.Range().Filename, ""} {
			key := nginxLoose{file, n.Name.Text}
			c.loose[key] = append(c.loose[key], n)
		}
	}
	switch n.Name.Text {
	case "events":
		b.config.events = true
	case "worker_processes":
		b.config.workers = n.Arg(0)
	case "load_module":
		b.config.modules = b.config.modules || !nginxOwnModule(n.Arg(0))
	case "include":
		names, _, whole := b.includes.match(n.Arg(0))
		b.config.modules = b.config.modules || len(names) == 0 && !whole
	}
}

// view keeps a block that is one of those that rules look at as a whole.
func (b *nginxBuilder) view(n *nginxNode) {
	switch n.Name.Text {
	case "http":
		b.config.http = append(b.config.http, n)
		b.config.whole = b.config.whole && !n.open
	case "upstream":
		family := nginx.HTTP
		if !n.isHTTP {
			family = nginx.Stream
		}
		u := &nginxUpstream{nginx.NewUpstream(family, n.Directive, n.directives()), n}
		b.places.upstreams = append(b.places.upstreams, u)
		name := strings.ToLower(u.Name.Text)
		if _, twice := b.config.upstreams[name]; !twice && n.isHTTP {
			b.config.upstreams[name] = u
		}
	case "server":
		if !n.isHTTP {
			return
		}
		s := nginxServer{nginxNode: n}
		for d := range n.find("listen") {
			if len(d.Args) > 0 {
				s.listens = append(s.listens, nginx.NewListen(d.Directive))
			}
		}
		for d := range n.find("server_name") {
			s.names = append(s.names, d.Args...)
		}
		b.places.servers = append(b.places.servers, s)
	}
}
