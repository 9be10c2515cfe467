package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/pkg/lint"
)

// linted are the files that hagen lint looks at.
type linted struct {
	files map[string][]byte
	kinds map[string]lint.Kind // of --type
	modes map[string]fs.FileMode
	// folders are those that were walked, with the names of what is in them and was
	// not read; links are the symbolic links in them to files that were, by name.
	folders map[string][]string
	links   map[string]string
	// unread are findings about what could not be read.
	unread []lint.Finding

	// oneTopology is true where every topology file was named, and none met in a walk.
	oneTopology bool

	types    []typeGlob
	varFiles []string // of --var-file: not part of a topology
}

// typeGlob is a --type.
type typeGlob struct {
	kind lint.Kind
	glob string
	used bool
}

// readLinted reads the files that the arguments name.
func (p *program) readLinted(cmd *cobra.Command, f lintFlags, args []string) (*linted, error) {
	in := &linted{
		files: make(map[string][]byte), kinds: make(map[string]lint.Kind), modes: make(map[string]fs.FileMode), oneTopology: true,
		folders: make(map[string][]string), links: make(map[string]string),
	}
	for _, name := range f.varFiles {
		in.varFiles = append(in.varFiles, filepath.Clean(name))
	}
	for _, arg := range f.types {
		t, err := parseType(cmd, arg)
		if err != nil {
			return nil, err
		}
		in.types = append(in.types, t)
	}
	if f.stdinFilename != "" && !slices.Contains(args, "-") {
		return nil, wrongUsage(cmd, "--stdin-filename is for the standard input: name it as -")
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	for _, arg := range args {
		if arg != "-" {
			in.add(arg)
		} else if err := in.addInput(cmd, p.stdin, cmp.Or(f.stdinFilename, stdinName)); err != nil {
			return nil, err
		}
	}
	for _, t := range in.types {
		if !t.used {
			return nil, cannot(fmt.Errorf("--type %s=%s matches no file", t.kind, t.glob))
		}
	}
	return in, nil
}

func parseType(cmd *cobra.Command, arg string) (typeGlob, error) {
	kind, glob, ok := strings.Cut(arg, "=")
	if _, err := path.Match(glob, ""); !ok || glob == "" || err != nil {
		return typeGlob{}, wrongUsage(cmd, "--type takes KIND=GLOB, not %q", arg)
	}
	var names []string
	for _, k := range lint.Kinds() {
		if string(k) == kind {
			return typeGlob{kind: k, glob: glob}, nil
		}
		names = append(names, string(k))
	}
	return typeGlob{}, wrongUsage(cmd, "--type: %q is no kind of file; there are %s", kind, strings.Join(names, ", "))
}

func (in *linted) addInput(cmd *cobra.Command, r io.Reader, name string) error {
	if _, ok := in.files[name]; ok {
		return wrongUsage(cmd, "%s is read already", name)
	}
	src, err := io.ReadAll(r)
	if err != nil {
		return cannot(fmt.Errorf("cannot read the standard input: %w", err))
	}
	in.keep(filepath.ToSlash(name), src)
	return nil
}

// add reads what one argument names: a file, or a directory, which is walked.
func (in *linted) add(arg string) {
	name := filepath.Clean(arg)
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		in.walk(name)
		return
	}
	in.read(name, func([]byte) bool { return true })
}

// read reads a file, and keeps it where it is wanted. That it cannot be read is a
// finding: the others are looked at all the same.
func (in *linted) read(file string, wanted func(src []byte) bool) (kept bool) {
	name := filepath.ToSlash(file)
	src, err := os.ReadFile(file)
	if err != nil {
		in.missed(name, err)
		return false
	}
	if kept = wanted(src); kept {
		in.keep(name, src)
		if info, err := os.Stat(file); err == nil {
			in.modes[name] = info.Mode()
		}
	}
	return kept
}

// missed notes that something was not read.
func (in *linted) missed(name string, err error) {
	var about *fs.PathError // names it once more
	if errors.As(err, &about) {
		err = about.Err
	}
	in.unread = append(in.unread, lint.Unread(name, "cannot be read: "+err.Error()))
}

func (in *linted) keep(name string, src []byte) {
	in.files[name] = src
	if k := in.typeOf(name); k != "" {
		in.kinds[name] = k
	}
}

// typeOf returns what --type says of a file; the last one counts.
func (in *linted) typeOf(name string) (kind lint.Kind) {
	for i, t := range in.types {
		subject := name
		if !strings.Contains(t.glob, "/") {
			subject = path.Base(name)
		}
		if ok, _ := path.Match(t.glob, subject); ok {
			in.types[i].used = true
			kind = t.kind
		}
	}
	return kind
}

// walk reads the files of a directory that are of a kind. That there are none is
// a finding: whoever named it expects something to be looked at.
func (in *linted) walk(dir string) {
	before := len(in.unread)
	found := false
	_ = filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error { // returns what visit does: SkipDir at most
		kept, err := in.visit(dir, file, d, err)
		found = found || kept
		return err
	})
	if !found && len(in.unread) == before {
		in.unread = append(in.unread, lint.Unread(filepath.ToSlash(dir), "no file in it is of a kind that hagen looks at; --type KIND=GLOB says what files are"))
	}
}

// visit reads what a walk of dir comes to, or notes that it is passed over.
func (in *linted) visit(dir, file string, d fs.DirEntry, err error) (kept bool, skip error) {
	name := filepath.ToSlash(file)
	switch {
	case err != nil:
		in.missed(name, err)
		delete(in.folders, name)
		in.passOver(name)
	case file != dir && strings.HasPrefix(d.Name(), "."):
		in.passOver(name)
		if d.IsDir() {
			return false, fs.SkipDir
		}
	case d.IsDir():
		in.folders[name] = []string{}
	case in.link(dir, file, d):
	case slices.Contains(in.varFiles, file) || elsewhere(file, d) || in.typeOf(name) == "" && !candidate(name) || !in.read(file, in.ofAKind(name)):
		in.passOver(name)
	default:
		return true, nil
	}
	return false, nil
}

// ofAKind tells whether a file is of a kind.
func (in *linted) ofAKind(name string) func(src []byte) bool {
	return func(src []byte) bool {
		kind := cmp.Or(in.typeOf(name), lint.KindOf(name, src))
		in.oneTopology = in.oneTopology && kind != lint.KindTopology
		return kind != ""
	}
}

// passOver notes that something in a folder that is walked is not read.
func (in *linted) passOver(name string) {
	folder := path.Dir(name)
	in.folders[folder] = append(in.folders[folder], path.Base(name))
}

// elsewhere tells whether a directory's entry is to be passed over for what it
// is: a link to a directory, a socket.
func elsewhere(file string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return !d.Type().IsRegular()
	}
	info, err := os.Stat(file)
	return err == nil && !info.Mode().IsRegular() // of what is not there reading says what is wrong
}

// link keeps a link to a file that the walk of dir comes to by itself, as those of
// sites-enabled are. It returns false for what is none.
func (in *linted) link(dir, file string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return false
	}
	root, err1 := filepath.EvalSymlinks(dir)
	target, err2 := filepath.EvalSymlinks(onHost(file))
	if err1 != nil || err2 != nil {
		return false
	}
	info, err1 := os.Stat(target)
	rel, err2 := filepath.Rel(root, target)
	if err1 != nil || err2 != nil || !info.Mode().IsRegular() || !filepath.IsLocal(rel) {
		return false
	}
	in.links[filepath.ToSlash(file)] = filepath.ToSlash(filepath.Join(dir, rel))
	return true
}

// onHost is where a link leads on the host whose tree it stands in: from
// "lb/etc/nginx/sites-enabled/shop" to /etc/nginx/sites-available/shop is to
// "lb/etc/nginx/sites-available/shop", where that is there.
func onHost(link string) string {
	target, err := os.Readlink(link)
	i := strings.LastIndex(filepath.ToSlash(link), "/etc/")
	if err != nil || i < 0 || !filepath.IsAbs(target) {
		return link
	}
	if there := filepath.Join(link[:i], target); there != target {
		if _, err := os.Stat(there); err == nil {
			return there
		}
	}
	return link
}

// candidate tells whether a file that a walk comes to may be one of those that
// hagen looks at. A web server's folder holds much that is no configuration, and
// copies that someone keeps are not what the host runs with.
func candidate(name string) bool {
	if lint.IsKeptCopy(name) {
		return false
	}
	switch lint.KindOf(name, nil) {
	case lint.KindNginx, lint.KindApache, "":
		switch folder := path.Base(path.Dir(name)); folder {
		case "sites-available", "sites-enabled", "snippets":
			return !strings.HasSuffix(name, "~")
		}
		return strings.HasSuffix(name, ".conf")
	}
	return true
}
