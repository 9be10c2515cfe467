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
	// unread are the names of what stands in a folder and was not given, by the folder;
	// there is an entry for each that was looked through.
	unread map[string][]string
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

// Whole tells whether the files that match a pattern of one folder are all that
// stand there on the host, so that a pattern that finds none reads nothing: the
// folder was looked through, and nothing in it that matches was passed over.
func (h *Host) Whole(pattern string) bool {
	pattern = path.Clean(pattern)
	unread, seen := h.paths.unread[path.Dir(pattern)]
	return seen && !slices.ContainsFunc(unread, func(name string) bool { return matches(pattern, path.Join(path.Dir(pattern), name)) })
}

// LookedThrough tells whether the folder of a path was looked through.
func (h *Host) LookedThrough(name string) bool {
	_, seen := h.paths.unread[path.Dir(path.Clean(name))]
	return seen
}

// AddFolder tells that a directory of a host was looked through, and the names of
// what is in it that is not among the estate's files. For files that stand alone
// the host is "", and the directory's path is that of their names. A host of which
// the estate has no file is passed over.
func (e *Estate) AddFolder(host, folder string, unread []string) {
	h := e.host(host)
	if h == nil {
		return
	}
	if h.paths.unread == nil {
		h.paths.unread = make(map[string][]string)
	}
	h.paths.unread[folder] = append(h.paths.unread[folder], unread...)
}

// AddLink tells that a symbolic link on a host leads to the file that findings call
// by that name.
func (e *Estate) AddLink(host, link, name string) {
	if h := e.host(host); h != nil && h.paths.ofName[name] != "" {
		h.paths.names[link] = name
		h.paths.inFolder[path.Dir(link)] = append(h.paths.inFolder[path.Dir(link)], link)
	}
}

// host returns the host of that name, nil where there is none.
func (e *Estate) host(name string) *Host {
	i, found := slices.BinarySearchFunc(e.Hosts, name, func(h *Host, name string) int { return strings.Compare(h.Name, name) })
	if !found {
		return nil
	}
	return e.Hosts[i]
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
