package nginx

import (
	"slices"
	"strings"
)

// The views in this package are computed from the tree at each call and share
// its nodes: change the tree, not the view.

// Family is the outermost kind of block that a directive stands in.
type Family string

// The families. A fragment that names none is taken for a part of http.
const (
	HTTP   Family = "http"
	Stream Family = "stream"
	Mail   Family = "mail"
)

// familyOf finds the family in the path that Walk yields.
func familyOf(path []*Directive) Family {
	for _, d := range path {
		switch family := Family(d.Name.Text); family {
		case Stream, Mail:
			return family
		}
	}
	return HTTP
}

// Param is a parameter among a directive's arguments: "backup", "weight=5".
type Param struct {
	Name, Value string
	// Word is the argument; its range is that of the whole parameter.
	Word *Word
}

// params reads the arguments of a directive from index first on.
func params(d *Directive, first int) []Param {
	var list []Param
	for i := first; i < len(d.Args); i++ {
		name, value, _ := strings.Cut(d.Args[i].Text, "=")
		list = append(list, Param{Name: name, Value: value, Word: &d.Args[i]})
	}
	return list
}

// findParam returns the first parameter of that name.
func findParam(list []Param, name string) (Param, bool) {
	i := slices.IndexFunc(list, func(p Param) bool { return p.Name == name })
	if i < 0 {
		return Param{}, false
	}
	return list[i], true
}

// Address is an address as nginx writes it, taken apart.
type Address struct {
	// Host is a name, an IPv4 address, an IPv6 address in its brackets, "*", the
	// path of a socket with its "unix:", or "" where only a port was written.
	Host string
	// Port is what stands after the colon, "" where nothing does.
	Port string
}

// ParseAddress takes apart the address of a listen directive, or of a server in
// an upstream, where a lone number is a host.
func ParseAddress(text string) Address {
	if strings.HasPrefix(text, "unix:") {
		return Address{Host: text}
	}
	colon := strings.LastIndexByte(text, ':')
	if colon < 0 || strings.HasSuffix(text, "]") {
		return Address{Host: text}
	}
	return Address{Host: text[:colon], Port: text[colon+1:]}
}
