package outdir

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/everlinux/hagen/internal/parallel"
)

// Action is what a build does with one file.
type Action int

const (
	Unchanged Action = iota
	Create
	Update
	Chmod // the content is right, the mode is not
	Delete
)

// Change is one file of a plan.
type Change struct {
	Name   string // below the folder, with slashes
	Action Action
	// File is what the build wants; nil where Action is Delete.
	File *File
	// Old is what the folder holds, where it is a file and differs.
	Old []byte
	// Sensitive is true where the new or the old file holds a secret.
	Sensitive bool
	// Conflict says why the change would destroy what no build wrote; "" where
	// it would not. Blocked conflicts are in the way whatever is forced.
	Conflict string
	Blocked  bool

	before fs.FileInfo // at the time of planning; nil for no file
}

// Plan is what a build changes in a folder.
type Plan struct {
	// Changes are sorted by name; unchanged files are among them.
	Changes []Change

	dir  *Dir
	next *state // to be noted when the changes are made
}

// Scope is what part of the estate the files of a build are, and of what.
type Scope struct {
	// Hosts are the hosts that were built; files of other hosts are left alone.
	// nil stands for the whole estate.
	Hosts []string
	// Sources are the files of the topology by the name that origins use. Names
	// are noted relative to the folder; other names are noted as they are.
	Sources map[string][]byte
}

// Plan compares the folder with the files of a build. It changes nothing. The
// error is one of reading, or of files that cannot be in one folder.
func (d *Dir) Plan(files []File, scope Scope) (*Plan, error) {
	wanted := make(map[string]*File, len(files))
	for i := range files {
		name, err := files[i].name()
		if err != nil {
			return nil, err
		}
		if wanted[name] != nil {
			return nil, fmt.Errorf("%s: two files of the build have this name", name)
		}
		wanted[name] = &files[i]
	}
	for name := range wanted {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if wanted[dir] != nil {
				return nil, fmt.Errorf("%s: is a file of the build, and so is %s", dir, name)
			}
		}
	}
	p := &Plan{dir: d}
	inScope := hostFilter(scope.Hosts)
	for _, name := range d.state.names() {
		if wanted[name] != nil || !inScope(name) {
			continue
		}
		c, err := d.planDelete(name)
		if err != nil {
			return nil, d.located(err)
		}
		p.Changes = append(p.Changes, c)
	}
	going := make(map[string]bool, len(p.Changes))
	for _, c := range p.Changes {
		going[c.Name] = c.Conflict == ""
	}
	names := slices.Sorted(maps.Keys(wanted))
	writes, errs := make([]Change, len(names)), make([]error, len(names))
	parallel.Do(len(names), func(i int) { writes[i], errs[i] = d.planWrite(names[i], wanted[names[i]], going) })
	if err := cmp.Or(errs...); err != nil {
		return nil, d.located(err)
	}
	p.Changes = append(p.Changes, writes...)
	slices.SortFunc(p.Changes, func(a, b Change) int { return cmp.Compare(a.Name, b.Name) })
	p.next = d.nextState(wanted, scope, inScope)
	return p, nil
}

func hostFilter(hosts []string) func(name string) bool {
	if hosts == nil {
		return func(string) bool { return true }
	}
	built := make(map[string]bool, len(hosts))
	for _, h := range hosts {
		built[h] = true
	}
	return func(name string) bool {
		host, _, _ := strings.Cut(name, "/")
		return built[host]
	}
}

// planDelete plans the end of a file that an earlier build wrote and that no
// longer belongs. Where it is gone already, only its directories may have to go.
func (d *Dir) planDelete(name string) (Change, error) {
	c := Change{Name: name, Action: Delete}
	if e := d.state.files[name]; e != nil {
		c.Sensitive = e.sensitive
	} else {
		c.Sensitive = true // only a killed build knew
	}
	err := d.look(&c)
	if c.Conflict == isDirectory { // there is no such file any more
		c.Conflict, c.Blocked, c.before = "", false, nil
	}
	if err != nil || c.before == nil || c.Conflict != "" {
		return c, err
	}
	if c.Conflict = "it no longer belongs here, but was edited since hagen wrote it"; d.state.wrote(name, digest(c.Old)) {
		c.Conflict = ""
	}
	return c, nil
}

// planWrite plans a file that the build wants. going are the files that the plan
// deletes: what stands below or above them is no obstacle.
func (d *Dir) planWrite(name string, f *File, going map[string]bool) (Change, error) {
	c := Change{Name: name, Action: Create, File: f, Sensitive: f.Sensitive}
	if e := d.state.files[name]; e != nil && e.sensitive {
		c.Sensitive = true
	}
	err := d.look(&c)
	if err != nil {
		return c, err
	}
	if c.Blocked {
		return c, d.unblock(&c, going)
	}
	if c.before == nil || c.Conflict != "" {
		return c, nil
	}
	switch {
	case bytes.Equal(c.Old, f.Content):
		c.Action, c.Old = Unchanged, nil
		if c.before.Mode().Perm() != f.Mode {
			c.Action = Chmod
		}
	case d.state.wrote(name, digest(c.Old)):
		c.Action = Update
	case d.state.forgot(name):
		c.Action, c.Conflict = Update, "whether it was edited is not known, as "+sensitiveFile+" is gone"
	case d.state.knows(name):
		c.Action, c.Conflict = Update, "it was edited since hagen wrote it"
	default:
		c.Action, c.Conflict = Update, "hagen did not write it"
	}
	return c, nil
}

const isDirectory = "it is a directory"

// look reads what the folder holds under the name of a change: nothing, a file,
// or something that is in the way.
func (d *Dir) look(c *Change) error {
	if d.root == nil {
		return nil
	}
	var in *obstacle
	if err := d.checkParents(c.Name); errors.As(err, &in) {
		c.Conflict, c.Blocked = in.Error(), true
		if in.mode.IsRegular() && c.Action == Delete { // there is no such file any more
			c.Conflict, c.Blocked = "", false
		}
		return nil
	} else if err != nil {
		return err
	}
	info, err := d.root.Lstat(c.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	c.before = info
	switch mode := info.Mode(); {
	case mode.IsRegular():
		c.Old, err = d.read(c.Name)
		return err
	case mode.IsDir():
		c.Conflict, c.Blocked = isDirectory, true
	case mode&fs.ModeSymlink != 0:
		c.Conflict = "it is a symbolic link"
	default:
		c.Conflict = "it is not a regular file"
	}
	return nil
}

// unblock drops the conflict of a change whose obstacle the same plan removes: a
// file where a directory is wanted, or a directory where a file is.
func (d *Dir) unblock(c *Change, going map[string]bool) error {
	if c.before == nil {
		for dir := path.Dir(c.Name); dir != "."; dir = path.Dir(dir) {
			if going[dir] {
				c.Conflict, c.Blocked = "", false
			}
		}
		return nil
	}
	emptied := true
	err := fs.WalkDir(d.root.FS(), c.Name, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !going[name] {
			emptied = false
			return fs.SkipAll
		}
		return err
	})
	if err == nil && emptied {
		c.Conflict, c.Blocked = "", false
	}
	return err
}

// nextState is what is to be noted when the plan is carried out.
func (d *Dir) nextState(wanted map[string]*File, scope Scope, inScope func(string) bool) *state {
	next := newState()
	for name, e := range d.state.files {
		if !inScope(name) {
			next.files[name] = e
		}
	}
	for name, digests := range d.state.journal {
		if !inScope(name) {
			next.journal[name] = digests
		}
	}
	rename := d.sourceNames(scope.Sources)
	for name, f := range wanted {
		next.files[name] = newEntry(f, rename)
	}
	for _, e := range next.files {
		for _, r := range e.origins {
			if sum, ok := d.state.sources[r.source]; ok {
				next.sources[r.source] = sum // of a host that was not built
			}
		}
	}
	for name, src := range scope.Sources {
		next.sources[rename(name)] = digest(src)
	}
	return next
}

// sourceNames returns the function that gives the topology's files the names
// under which they are noted: relative to the folder, so that the manifest is the
// same wherever the command was run.
func (d *Dir) sourceNames(sources map[string][]byte) func(string) string {
	names := make(map[string]string, len(sources))
	base, baseErr := filepath.Abs(d.path)
	for name := range sources {
		names[name] = name
		full, err := filepath.Abs(name)
		if err != nil || baseErr != nil {
			continue
		}
		if rel, err := filepath.Rel(base, full); err == nil {
			names[name] = filepath.ToSlash(rel)
		}
	}
	return func(name string) string {
		if noted, ok := names[name]; ok {
			return noted
		}
		return name
	}
}

// Stale tells whether the folder is not what the build wants. The mode of a file
// that everybody may read does not count: a checkout from version control has
// the modes of its owner's umask.
func (p *Plan) Stale() bool {
	return slices.ContainsFunc(p.Changes, func(c Change) bool {
		switch c.Action {
		case Unchanged:
			return c.Conflict != ""
		case Chmod:
			return c.File.Mode&0o004 == 0
		case Delete:
			return c.before != nil
		}
		return true
	})
}

// Gone tells whether the folder has nothing under the change's name.
func (c *Change) Gone() bool { return c.before == nil }

// sameAsPlanned tells whether the folder still holds under the name of a change
// what it held when the plan was made.
func (c *Change) sameAsPlanned(now fs.FileInfo) bool {
	if c.before == nil || now == nil {
		return c.before == nil && now == nil
	}
	return os.SameFile(c.before, now) && c.before.Size() == now.Size() && c.before.ModTime().Equal(now.ModTime())
}
