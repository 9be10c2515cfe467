package findings

import (
	"net/url"
	"path"
	"strings"
)

// name is how programs are told the name of a file: one within the working
// directory is named from there, whatever the argument was, so that runs on two
// machines say the same.
func (r *Report) name(file string) string {
	if root := strings.TrimSuffix(r.run.Root, "/"); root != "" {
		if rest, ok := strings.CutPrefix(file, root+"/"); ok && rest != "" {
			return path.Clean(rest)
		}
	}
	return file
}

// uri is a file's name as an RFC 3986 reference: relative to the working
// directory, or a file URI where it is elsewhere.
func (r *Report) uri(file string) (reference string, relative bool) {
	name := r.name(file)
	if strings.HasPrefix(name, "/") {
		return (&url.URL{Scheme: "file", Path: name}).String(), false
	}
	return (&url.URL{Path: name}).String(), true // "./" before a first segment with a colon
}
