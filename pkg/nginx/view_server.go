package nginx

import (
	"iter"
	"strconv"
	"strings"
)

// VirtualServer is the view of a server block of http.
type VirtualServer struct {
	Directive *Directive
	// Listens are the listen directives. A block without any listens on port 80,
	// or 8000 where nginx does not run as root.
	Listens []Listen
	// Names are the words of all server_name directives, in order.
	Names []Word
	// Locations are the locations directly in the block; see [Location.Locations].
	Locations []Location
}

// Listen is the view of a listen directive.
type Listen struct {
	Directive *Directive
	// Address is what to listen on: its Host is "*" where only a port is written,
	// its Port "80" where only a host is.
	Address Address
	Params  []Param
}

// Param returns the listen directive's parameter of that name.
func (l Listen) Param(name string) (Param, bool) { return findParam(l.Params, name) }

// NewListen returns the view of one listen directive.
func NewListen(d *Directive) Listen {
	return Listen{Directive: d, Address: listenAddress(d.Arg(0)), Params: params(d, 1)}
}

// IsDefault tells whether the server answers for names that no other server on
// the address has. "default" is the parameter's name before nginx 0.8.21.
func (l Listen) IsDefault() bool {
	_, now := l.Param("default_server")
	_, then := l.Param("default")
	return now || then
}

// Location is the view of a location block.
type Location struct {
	Directive *Directive
	// Modifier is "=", "~", "~*", "^~", "@" for a named location, or "" for a prefix.
	Modifier string
	// Path is the path, expression or name without the modifier.
	Path string
	// ProxyPass is the proxy_pass directly in the location, nil for none.
	ProxyPass *Directive
}

// VirtualServers yields the server blocks of http: those of a whole file, or of
// a fragment of one.
func (f *File) VirtualServers() iter.Seq[VirtualServer] {
	return func(yield func(VirtualServer) bool) {
		for path, d := range f.Walk() {
			if d.Name.Text != "server" || d.Block == nil || familyOf(path) != HTTP {
				continue
			}
			if !yield(newVirtualServer(d)) {
				return
			}
		}
	}
}

func newVirtualServer(d *Directive) VirtualServer {
	s := VirtualServer{Directive: d, Locations: locations(d)}
	for listen := range d.Find("listen") {
		s.Listens = append(s.Listens, NewListen(listen))
	}
	for names := range d.Find("server_name") {
		s.Names = append(s.Names, names.Args...)
	}
	return s
}

// listenAddress fills in what a listen directive may leave out.
func listenAddress(text string) Address {
	a := ParseAddress(text)
	if _, err := strconv.ParseUint(a.Host, 10, 16); err == nil && a.Port == "" {
		return Address{Host: "*", Port: a.Host}
	}
	if a.Port == "" && !strings.HasPrefix(a.Host, "unix:") {
		a.Port = "80"
	}
	return a
}

// locations are the locations directly in a block.
func locations(block *Directive) []Location {
	var list []Location
	for d := range block.Find("location") {
		l := Location{Directive: d, ProxyPass: d.First("proxy_pass")}
		l.Modifier, l.Path = SplitLocation(d)
		list = append(list, l)
	}
	return list
}

// SplitLocation tells a location's modifier from its path, as [Location] has them;
// nginx lets the two touch.
func SplitLocation(d *Directive) (modifier, path string) {
	if len(d.Args) > 1 {
		return d.Arg(0), d.Arg(1)
	}
	text := d.Arg(0)
	for _, modifier := range []string{"=", "^~", "~*", "~", "@"} {
		if rest, ok := strings.CutPrefix(text, modifier); ok {
			return modifier, rest
		}
	}
	return "", text
}

// Locations are the locations nested in this one.
func (l Location) Locations() []Location { return locations(l.Directive) }
