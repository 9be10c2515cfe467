package nginx

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Version is a release of nginx. A topology's version of the same shape converts
// to it.
type Version struct{ Major, Minor, Patch int }

// ParseVersion reads "1.22.1"; what is not three numbers is an error.
func ParseVersion(s string) (Version, error) {
	parts := strings.Split(s, ".")
	var n [3]int
	if len(parts) != len(n) {
		return Version{}, fmt.Errorf("%q is not a version such as 1.22.1", s)
	}
	for i, part := range parts {
		v, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return Version{}, fmt.Errorf("%q is not a version such as 1.22.1", s)
		}
		n[i] = int(v)
	}
	return Version{n[0], n[1], n[2]}, nil
}

// AtLeast tells whether v is w or newer.
func (v Version) AtLeast(w Version) bool {
	return cmp.Or(cmp.Compare(v.Major, w.Major), cmp.Compare(v.Minor, w.Minor), cmp.Compare(v.Patch, w.Patch)) >= 0
}

// IsZero tells whether v is no version at all.
func (v Version) IsZero() bool { return v == Version{} }

// String returns the version as nginx -v prints it: "1.22.1".
func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }
