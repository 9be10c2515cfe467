package rules

import (
	"path"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxIncludes finds the files of a host that its nginx includes.
type nginxIncludes struct {
	host   *lint.Host
	files  map[string]*nginx.File // by name
	read   map[*nginx.File]bool   // those that an include has brought
	prefix string                 // the folder that relative names start at
	placed bool                   // whether nginx certainly starts there
	absent []nginxAbsent          // includes of one file each, which is not there
	left   int                    // directives that may still be put into their places
}

// nginxAbsent is an include of a file that is not there, and the path that it has
// in vain.
type nginxAbsent struct {
	*nginx.Directive
	path string
}

// nginxConfFolder is where packages have nginx look for nginx.conf.
const nginxConfFolder = "/etc/nginx"

// nginxMostIncluded bounds what includes bring: of a file that includes itself
// twice there would be no end.
const nginxMostIncluded = 1 << 20

// nginxDeepest is how deep blocks, and includes, may stand in each other: what is
// deeper is not looked at. What a block inherits is found by going outwards.
const nginxDeepest = 100

func newNginxIncludes(h *lint.Host) nginxIncludes {
	i := nginxIncludes{host: h, files: make(map[string]*nginx.File, len(h.Nginx)), read: make(map[*nginx.File]bool), left: nginxMostIncluded}
	for _, f := range h.Nginx {
		i.files[f.Name] = f
		for range f.All() {
			i.left++
		}
	}
	return i
}

// enter begins with a file that nothing includes. nginx takes relative names from
// the folder of the nginx.conf that it was started with.
func (i *nginxIncludes) enter(f *nginx.File) {
	onHost := i.host.Path(f.Name)
	i.prefix = path.Dir(onHost)
	i.placed = nginxIsMain(f) || path.IsAbs(onHost)
	if !nginxIsMain(f) && path.IsAbs(onHost) {
		i.prefix = nginxConfFolder
	}
}

// expand returns the directives of a block, those of included files after their
// include; open is true where an include brings what is not known.
func (i *nginxIncludes) expand(list []*nginx.Directive) (expanded []*nginx.Directive, open bool) {
	if slices.ContainsFunc(list, nginxIncludesFiles) {
		return i.appendExpanded(nil, list, 0)
	}
	return list, false
}

func nginxIncludesFiles(d *nginx.Directive) bool { return d.Name.Text == "include" && d.Block == nil }

func (i *nginxIncludes) appendExpanded(expanded, list []*nginx.Directive, depth int) (_ []*nginx.Directive, open bool) {
	for _, d := range list {
		expanded = append(expanded, d)
		if !nginxIncludesFiles(d) {
			continue
		}
		names, place, whole := i.match(d.Arg(0))
		open = open || !whole && !nginxKnownInclude(d.Arg(0))
		if whole && len(names) == 0 && !strings.ContainsAny(d.Arg(0), `*?[\`) && !nginxKnownInclude(d.Arg(0)) {
			i.absent = append(i.absent, nginxAbsent{d, place})
		}
		for _, name := range names {
			f := i.files[name]
			i.left -= 1 + len(f.Directives)
			if depth == nginxDeepest || i.left < 0 {
				return expanded, true
			}
			i.read[f] = true
			var more bool
			expanded, more = i.appendExpanded(expanded, f.Directives, depth+1)
			open = open || more
		}
	}
	return expanded, open
}

// match returns the names of the files that an include reads, and the path or
// pattern that they have on the host; whole is false where there may be others.
func (i *nginxIncludes) match(pattern string) (names []string, place string, whole bool) {
	places := []string{path.Join(i.prefix, pattern)}
	if path.IsAbs(pattern) {
		places = []string{pattern}
		if inside, ok := strings.CutPrefix(pattern, nginxConfFolder+"/"); ok { // of a copy of the folder that stands elsewhere
			places = append(places, path.Join(i.prefix, inside))
		}
	}
	for _, place = range places {
		found := i.host.Glob(place)
		names = slices.DeleteFunc(slices.Clone(found), func(name string) bool { return i.files[name] == nil }) // not read as ones of nginx
		whole = i.placed && i.host.Whole(place) && len(names) == len(found)
		if len(names) > 0 || whole {
			return names, place, whole || !i.host.LookedThrough(place)
		}
	}
	return nil, place, false
}

// nginxKnownInclude tells whether a file comes with nginx and has nothing in it
// that rules look at: types, character maps, what other protocols than HTTP pass
// on, modules to load.
func nginxKnownInclude(pattern string) bool {
	switch path.Base(pattern) {
	case "mime.types", "fastcgi_params", "fastcgi.conf", "uwsgi_params", "scgi_params", "koi-utf", "koi-win", "win-utf":
		return true
	}
	folder := path.Base(path.Dir(pattern))
	return folder == "modules-enabled" || folder == "modules"
}
