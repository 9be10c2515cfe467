// Package version compares the versions of daemons and kernels, by which the
// facts of every format are dated.
package version

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Version is the version of a daemon or a kernel.
type Version struct{ Major, Minor, Patch int }

// Of makes a version: Of(2, 4, 62) is 2.4.62.
func Of(major, minor, patch int) Version { return Version{major, minor, patch} }

// Parse reads "2.4", "2.4.62" or "1.22.1-9+deb12u11": two or three
// numbers, and a package revision that is passed over.
func Parse(s string) (Version, error) {
	text, _, _ := strings.Cut(s, "-")
	parts := strings.Split(text, ".")
	if len(parts) < 2 || len(parts) > 3 {
		return Version{}, fmt.Errorf("%q is not a version such as 2.4.62", s)
	}
	var n [3]int
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

// String returns the version as the daemons print it: "2.4.62".
func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }
