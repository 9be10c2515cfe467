package lint

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// paths are where the files of a host stand on it.
type paths struct {
	ofName   map[string]string
	names    map[string]string   // by path
	inFolder map[string][]string // paths, by the folder that they stand in
	modes    map[string]fs.FileMode
}

func (p *paths) add(s *Source) {
	if p.ofName == nil {
		p.ofName, p.names, p.inFolder = make(map[string]string), make(map[string]string), make(map[string][]string)
		p.modes = make(map[string]fs.FileMode)
	}
	onHost := s.Path
	if onHost == "" {
		onHost = path.Clean(strings.ReplaceAll(s.Name, `\`, "/"))
	}
	folder := path.Dir(onHost)
	p.ofName[s.Name] = onHost
	p.modes[s.Name] = s.Mode
	p.names[onHost] = s.Name
	p.inFolder[folder] = append(p.inFolder[folder], onHost)
}

// Path returns the absolute path on the host of the file that findings call by
// that name. Of a file whose path is not known it is the name, which still tells
// what stands beside it.
func (h *Host) Path(name string) string { return h.paths.ofName[name] }

// Mode returns who may read the file that findings call by that name, 0 where it is
// not known.
func (h *Host) Mode(name string) fs.FileMode { return h.paths.modes[name].Perm() }

// Glob returns the names of the host's files whose paths match a pattern of
// [path.Match], sorted by path: what an include with that pattern reads. Its stars
// match no name that begins with a dot; a pattern that is none matches nothing.
func (h *Host) Glob(pattern string) []string {
	pattern = path.Clean(pattern)
	if !strings.ContainsAny(pattern, `*?[\`) {
		if name, ok := h.paths.names[pattern]; ok {
			return []string{name}
		}
		return nil
	}
	var found []string
	for _, folder := range h.folders(path.Dir(pattern)) {
		for _, p := range h.paths.inFolder[folder] {
			if matches(pattern, p) {
				found = append(found, p)
			}
		}
	}
	slices.Sort(found)
	for i, p := range found {
		found[i] = h.paths.names[p]
	}
	return slices.Compact(found)
}

// matches is path.Match, where a name that begins with a dot matches a pattern
// alone that does too, as in glob(3).
func matches(pattern, name string) bool {
	hidden := strings.HasPrefix(path.Base(name), ".") && !strings.HasPrefix(path.Base(pattern), ".")
	ok, _ := path.Match(pattern, name)
	return ok && !hidden
}

// folders returns the folders that a pattern's may be.
func (h *Host) folders(pattern string) []string {
	if !strings.ContainsAny(pattern, `*?[\`) {
		return []string{pattern}
	}
	var list []string
	for folder := range h.paths.inFolder {
		if matches(pattern, folder) {
			list = append(list, folder)
		}
	}
	return list
}
