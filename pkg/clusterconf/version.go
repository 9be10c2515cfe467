package clusterconf

import (
	"slices"
	"strconv"
	"strings"
)

// ConfigVersion returns the file's config_version; ok is false where it has none
// that is a number.
func (f *File) ConfigVersion() (version int, ok bool) {
	root := f.Root()
	if root == nil {
		return 0, false
	}
	version, err := strconv.Atoi(strings.TrimSpace(root.Value("config_version")))
	return version, err == nil
}

// SetConfigVersion sets the file's config_version.
func (f *File) SetConfigVersion(version int) {
	if root := f.Root(); root != nil {
		root.SetAttr("config_version", strconv.Itoa(version))
	}
}

// NextConfigVersion returns the config_version that the file next needs where
// previous is the file that it replaces; no bytes stand for no such file. A running
// cluster takes a file only if its version is higher than that of the one it has.
//
// Where the two say the same, which comments and layout do not count for, the
// version stays that of previous, unless next asks for a higher one. Where they
// differ it is raised above that of previous. A previous file that is not
// well-formed differs, and counts as far as its version can be read.
func NextConfigVersion(previous []byte, next *File) int {
	version, _ := next.ConfigVersion()
	if len(previous) == 0 {
		return version
	}
	old, diags := Parse("", previous)
	oldVersion, ok := old.ConfigVersion()
	switch {
	case !ok:
		return version
	case !diags.HasErrors() && sameElement(old.Root(), next.Root(), true):
		return max(version, oldVersion)
	default:
		return max(version, oldVersion+1)
	}
}

// sameElement tells whether two elements say the same; root is true for the root
// elements, whose config_version is left out.
func sameElement(a, b *Element, root bool) bool {
	if a == nil || b == nil {
		return a == b
	}
	values := func(e *Element) []string {
		list := []string{e.Name.Text}
		for _, attr := range e.Attrs {
			if !root || attr.Name.Text != "config_version" {
				list = append(list, attr.Name.Text, attr.Value.Text)
			}
		}
		return list
	}
	if !slices.Equal(values(a), values(b)) {
		return false
	}
	return slices.EqualFunc(slices.Collect(a.Elements("")), slices.Collect(b.Elements("")),
		func(x, y *Element) bool { return sameElement(x, y, false) })
}
