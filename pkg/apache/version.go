package apache

import "github.com/everlinux/hagen/pkg/version"

// Version is a release of httpd.
type Version = version.Version

// v24 is the first release of the 2.4 line, to which trunk belongs too.
var v24 = version.Of(2, 4, 0)

// DialectOf returns the release line whose lexical rules a version follows.
func DialectOf(v Version) Dialect {
	if v.AtLeast(v24) {
		return Httpd24
	}
	return Httpd22
}

// Since says in which release of each line something first appeared. Features
// were carried back from 2.4 to 2.2, so that one version does not tell. The zero
// Version means: never in that line.
type Since struct{ V22, V24 Version }

// In tells whether a release has it.
func (s Since) In(v Version) bool {
	first := s.V22
	if v.AtLeast(v24) {
		first = s.V24
	}
	return !first.IsZero() && v.AtLeast(first)
}

// String names the first releases: "2.2.25 and 2.4.5", "2.4.21", "2.2.4".
func (s Since) String() string {
	switch {
	case s.V22.IsZero():
		return s.V24.String()
	case s.V24.IsZero() || s.V24 == v24:
		return s.V22.String()
	}
	return s.V22.String() + " and " + s.V24.String()
}

// in22 and in24 write the versions of the tables.
func in22(patch int) Version { return version.Of(2, 2, patch) }
func in24(patch int) Version { return version.Of(2, 4, patch) }
