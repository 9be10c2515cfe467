package apache

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Version is a release of httpd. A topology's version of the same shape converts
// to it.
type Version struct{ Major, Minor, Patch int }

// v24 is the first release of the 2.4 line, to which trunk belongs too.
var v24 = Version{2, 4, 0}

// ParseVersion reads "2.4.62"; what is not three numbers is an error.
func ParseVersion(s string) (Version, error) {
	parts := strings.Split(s, ".")
	var n [3]int
	if len(parts) != len(n) {
		return Version{}, fmt.Errorf("%q is not a version such as 2.4.62", s)
	}
	for i, part := range parts {
		v, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return Version{}, fmt.Errorf("%q is not a version such as 2.4.62", s)
		}
		n[i] = int(v)
	}
	return Version{n[0], n[1], n[2]}, nil
}

// Compare returns -1, 0 or 1 as v is older than, the same as or newer than w.
func (v Version) Compare(w Version) int {
	return cmp.Or(cmp.Compare(v.Major, w.Major), cmp.Compare(v.Minor, w.Minor), cmp.Compare(v.Patch, w.Patch))
}

// AtLeast tells whether v is w or newer.
func (v Version) AtLeast(w Version) bool { return v.Compare(w) >= 0 }

// IsZero tells whether v is no version at all.
func (v Version) IsZero() bool { return v == Version{} }

// String returns the version as httpd -v prints it: "2.4.62".
func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }

// Dialect returns the release line whose lexical rules the version follows.
func (v Version) Dialect() Dialect {
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
func in22(patch int) Version { return Version{2, 2, patch} }
func in24(patch int) Version { return Version{2, 4, patch} }
