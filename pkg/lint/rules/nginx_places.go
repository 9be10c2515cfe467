package rules

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxPlaces finds directives of http in the nginx files of a host, and what
// they inherit, in the same file or from the http block of another.
type nginxPlaces struct {
	host      *lint.Host
	http      []*nginx.Directive                                 // the http blocks of all files
	byName    map[*nginx.Directive]map[string][]*nginx.Directive // of blocks too large to scan again and again
	upstreams map[string]nginx.Upstream
}

// nginxLargeBlock is the number of directives from which a block gets an index.
const nginxLargeBlock = 32

func newNginxPlaces(h *lint.Host) *nginxPlaces {
	pl := &nginxPlaces{host: h, byName: make(map[*nginx.Directive]map[string][]*nginx.Directive)}
	for _, f := range h.Nginx {
		for _, d := range f.Directives {
			if d.Name.Text == "http" && d.Block != nil {
				pl.http = append(pl.http, d)
			}
		}
	}
	return pl
}

// named yields the directives of http of any of the names, with the blocks
// around each. The path is valid until the next step.
func (pl *nginxPlaces) named(names ...string) iter.Seq2[[]*nginx.Directive, *nginx.Directive] {
	return func(yield func([]*nginx.Directive, *nginx.Directive) bool) {
		for _, f := range pl.host.Nginx {
			for path, d := range f.Walk() {
				if slices.Contains(names, d.Name.Text) && nginxIsHTTP(path) && !yield(path, d) {
					return
				}
			}
		}
	}
}

// nginxIsHTTP tells whether a path is one of the http module, not of stream or mail.
func nginxIsHTTP(path []*nginx.Directive) bool {
	return len(path) == 0 || path[0].Name.Text != "stream" && path[0].Name.Text != "mail"
}

// in returns the directives of a name that stand in a block.
func (pl *nginxPlaces) in(block *nginx.Directive, name string) []*nginx.Directive {
	children := block.Children()
	if len(children) < nginxLargeBlock {
		return slices.Collect(block.Find(name))
	}
	index := pl.byName[block]
	if index == nil {
		index = make(map[string][]*nginx.Directive)
		for _, d := range children {
			index[d.Name.Text] = append(index[d.Name.Text], d)
		}
		pl.byName[block] = index
	}
	return index[name]
}

// effective returns the directives of a name that hold at a place, as
// [nginx.Effective] does, looking into the http block of another file where the
// place is in a fragment. known is false where an include on the way may bring more.
func (pl *nginxPlaces) effective(path []*nginx.Directive, name string) (list []*nginx.Directive, known bool) {
	for _, block := range slices.Backward(path) {
		list = pl.in(block, name)
		if block.Name.Text == "http" {
			return list, true
		}
		included := len(pl.in(block, "include")) > 0
		if included || len(list) > 0 {
			return list, !included
		}
	}
	for _, http := range pl.http {
		list = append(list, pl.in(http, name)...)
	}
	return list, true
}

// value returns the first argument of the directive of that name that holds at a
// place, fallback where none does; known is as in effective.
func (pl *nginxPlaces) value(path []*nginx.Directive, name, fallback string) (text string, known bool) {
	list, known := pl.effective(path, name)
	if len(list) == 0 {
		return fallback, known
	}
	return list[len(list)-1].Arg(0), true
}

// is tells whether a directive certainly has that value at a place.
func (pl *nginxPlaces) is(path []*nginx.Directive, name, value, fallback string) bool {
	text, known := pl.value(path, name, fallback)
	return known && text == value
}

// header returns the value that proxy_set_header gives a field at a place; set is
// false where none does.
func (pl *nginxPlaces) header(path []*nginx.Directive, field string) (value string, set, known bool) {
	list, known := pl.effective(path, "proxy_set_header")
	for _, d := range list {
		if strings.EqualFold(d.Arg(0), field) {
			return d.Arg(1), true, true
		}
	}
	return "", false, known
}

// upstream finds an upstream of http by name, in any file of the host.
func (pl *nginxPlaces) upstream(name string) (nginx.Upstream, bool) {
	if pl.upstreams == nil {
		pl.upstreams = make(map[string]nginx.Upstream)
		for u := range pl.allUpstreams() {
			name := strings.ToLower(u.Name.Text) // as nginx compares them
			if _, twice := pl.upstreams[name]; !twice {
				pl.upstreams[name] = u
			}
		}
	}
	u, ok := pl.upstreams[strings.ToLower(name)]
	return u, ok
}

// allUpstreams yields the upstreams of http in all files of the host.
func (pl *nginxPlaces) allUpstreams() iter.Seq[nginx.Upstream] {
	return func(yield func(nginx.Upstream) bool) {
		for _, f := range pl.host.Nginx {
			for u := range f.Upstreams() {
				if u.Family == nginx.HTTP && !yield(u) {
					return
				}
			}
		}
	}
}

// whole tells whether the files are everything that nginx reads: one has an http
// block, and each include of it is among the files or brings no blocks.
func (pl *nginxPlaces) whole() bool {
	for _, http := range pl.http {
		for _, include := range pl.in(http, "include") {
			if !pl.has(include.Arg(0)) {
				return false
			}
		}
	}
	return len(pl.http) > 0
}

// has tells whether a file of the host answers to the pattern of an include.
func (pl *nginxPlaces) has(pattern string) bool {
	base := path.Base(pattern)
	if base == "mime.types" || strings.HasSuffix(base, "_params") {
		return true
	}
	return slices.ContainsFunc(pl.host.Nginx, func(f *nginx.File) bool {
		ok, _ := path.Match(base, path.Base(f.Name))
		return ok && path.Base(path.Dir(f.Name)) == path.Base(path.Dir(pattern))
	})
}

// nginxTarget is the argument of a proxy_pass, taken apart.
type nginxTarget struct {
	Scheme, Host, Port, URI string
}

// nginxTargetOf takes apart "http://host:port/uri".
func nginxTargetOf(text string) nginxTarget {
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		return nginxTarget{Host: text}
	}
	t := nginxTarget{Scheme: scheme}
	if socket, isSocket := strings.CutPrefix(rest, "unix:"); isSocket {
		socket, t.URI, _ = strings.Cut(socket, ":")
		t.Host = "unix:" + socket
		return t
	}
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		rest, t.URI = rest[:i], rest[i:]
	}
	a := nginx.ParseAddress(rest)
	t.Host, t.Port = a.Host, a.Port
	return t
}

// nginxInner returns the innermost block of the path that has one of the names,
// nil where none does.
func nginxInner(path []*nginx.Directive, names ...string) *nginx.Directive {
	for _, d := range slices.Backward(path) {
		if slices.Contains(names, d.Name.Text) {
			return d
		}
	}
	return nil
}

// nginxLocation tells a location's modifier from its path, as [nginx.Location] does.
func nginxLocation(d *nginx.Directive) (modifier, path string) {
	if len(d.Args) > 1 {
		return d.Arg(0), d.Arg(1)
	}
	for _, modifier := range []string{"=", "^~", "~*", "~", "@"} {
		if rest, ok := strings.CutPrefix(d.Arg(0), modifier); ok {
			return modifier, rest
		}
	}
	return "", d.Arg(0)
}

// nginxInsert is the fix that writes lines above a directive, indented as it is.
func nginxInsert(d *nginx.Directive, lines ...string) *lint.Fix {
	at := d.Name.Range
	at.End = at.Start
	blanks := " "
	if i := strings.LastIndexByte(d.Name.Before, '\n'); i >= 0 {
		blanks = d.Name.Before[i:]
	}
	return lint.Replace(at, strings.Join(lines, blanks)+blanks)
}

// nginxLine writes a simple directive as text; it is empty where nginx's syntax
// cannot say one of its words.
func nginxLine(d *nginx.Directive) string {
	words := []string{d.Name.Text}
	for _, w := range d.Args {
		quoted, err := nginx.Quote(w.Text)
		if err != nil {
			return ""
		}
		words = append(words, nginxWritten(quoted))
	}
	return strings.Join(words, " ") + ";"
}

// nginxWritten is a word as it stands in a file.
func nginxWritten(w nginx.Word) string {
	if w.Quote == 0 {
		return w.Text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(w.Text) + `"`
}

// nginxVersion is the release of nginx that the host runs, false where it is not known.
func nginxVersion(p *lint.Pass) (v nginx.Version, known bool) {
	if p.Platform == nil || p.Platform.Nginx.IsZero() {
		return v, false
	}
	return nginx.Version(p.Platform.Nginx), true
}
