package nginx

import "iter"

// methods are the directives of an upstream that choose how requests are spread.
var methods = map[string]bool{
	"hash": true, "ip_hash": true, "least_conn": true, "least_time": true, "random": true,
}

// Upstream is the view of an upstream block.
type Upstream struct {
	Directive *Directive
	// Family tells an upstream of http from one of stream.
	Family Family
	// Name is the group's name; the zero Word where the block lacks it.
	Name Word
	// Method is the directive that chooses the method, nil for round robin. Of
	// several, nginx obeys the last.
	Method *Directive
	// Keepalive, Zone and Sticky are the directives of that name, nil for none.
	Keepalive, Zone, Sticky *Directive
	// Servers are the members, in order.
	Servers []Server
}

// Server is the view of a server directive in an upstream: one back end.
type Server struct {
	Directive *Directive
	Address   Address
	Params    []Param
}

// Param returns the server's parameter of that name.
func (s Server) Param(name string) (Param, bool) { return findParam(s.Params, name) }

// Upstreams yields the upstream blocks of the file.
func (f *File) Upstreams() iter.Seq[Upstream] {
	return func(yield func(Upstream) bool) {
		for path, d := range f.Walk() {
			if d.Name.Text == "upstream" && d.Block != nil && !yield(NewUpstream(familyOf(path), d, d.Children())) {
				return
			}
		}
	}
}

// NewUpstream returns the view of one upstream block. inside are the directives of
// its block, with what its includes bring where the caller knows it.
func NewUpstream(family Family, d *Directive, inside []*Directive) Upstream {
	u := Upstream{Directive: d, Family: family}
	if len(d.Args) > 0 {
		u.Name = d.Args[0]
	}
	for _, child := range inside {
		switch name := child.Name.Text; {
		case name == "server":
			u.Servers = append(u.Servers, Server{Directive: child, Address: ParseAddress(child.Arg(0)), Params: params(child, 1)})
		case name == "keepalive":
			u.Keepalive = child
		case name == "zone":
			u.Zone = child
		case name == "sticky":
			u.Sticky = child
		case methods[name]:
			u.Method = child
		}
	}
	return u
}
