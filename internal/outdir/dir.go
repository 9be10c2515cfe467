package outdir

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/everlinux/hagen/pkg/origin"
)

const (
	stateDir      = ".hagen"
	manifestFile  = stateDir + "/manifest.json"
	sensitiveFile = stateDir + "/sensitive.json"
	journalFile   = stateDir + "/journal.json"
	lockFile      = stateDir + "/lock"
	tempDir       = stateDir + "/tmp"
)

// File is one file that a build wants in the folder.
type File struct {
	Host    string      // the first directory
	Path    string      // absolute, on the host
	Mode    fs.FileMode // permission bits
	Content []byte
	Lines   []origin.Line // one per line of Content
	// Sensitive is true where Content holds a secret.
	Sensitive bool
}

// name is the file's path below the folder, with slashes.
func (f *File) name() (string, error) {
	switch {
	case f.Host == stateDir || path.Base(f.Host) != f.Host || !filepath.IsLocal(f.Host) || f.Host == ".":
		return "", fmt.Errorf("%q cannot be the name of a directory of a host", f.Host)
	case !path.IsAbs(f.Path) || path.Clean(f.Path) != f.Path || !fs.ValidPath(f.Host+f.Path) || !filepath.IsLocal(filepath.FromSlash(f.Host+f.Path)):
		return "", fmt.Errorf("%q, of host %q, is not the absolute path of a file", f.Path, f.Host)
	}
	return f.Host + f.Path, nil
}

// Dir is an output folder.
type Dir struct {
	path    string
	root    *os.Root // nil where the folder does not exist
	lock    *os.File // nil unless Lock opened the folder
	created bool     // by Lock
	state   *state
}

// Open opens a folder to look at it. It need not exist, and nothing is created;
// a build that is running may change it under the reader's eyes.
func Open(dir string) (*Dir, error) {
	root, err := os.OpenRoot(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	d := &Dir{path: dir, root: root}
	if err := d.load(); err != nil {
		d.Close()
		return nil, d.located(err)
	}
	return d, nil
}

// Lock opens a folder to write to it, and creates it if need be. While another
// process holds the lock it waits for it, up to a given time.
func Lock(dir string, wait time.Duration) (*Dir, error) {
	d := &Dir{path: dir}
	err := d.acquire(wait)
	if err == nil {
		err = d.load()
	}
	if err != nil {
		d.Close()
		return nil, d.located(err)
	}
	return d, nil
}

// Close gives the lock back. A folder in which nothing was written is left as it
// was found.
func (d *Dir) Close() error {
	if d.root == nil {
		return nil
	}
	if d.lock != nil {
		d.release()
	}
	return d.root.Close()
}

// load reads what earlier builds noted.
func (d *Dir) load() error {
	d.state = newState()
	if d.root == nil {
		return nil
	}
	if err := d.checkParents(manifestFile); err != nil {
		return err
	}
	for _, part := range []struct {
		name string
		read func([]byte) error
	}{
		{manifestFile, d.state.readManifest},
		{sensitiveFile, d.state.readSensitive},
		{journalFile, d.state.readJournal},
	} {
		src, err := d.read(part.name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = part.read(src)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", d.show(part.name), err)
		}
	}
	return nil
}

// show is the name of a file of the folder as a person knows it.
func (d *Dir) show(name string) string { return filepath.Join(d.path, filepath.FromSlash(name)) }

// located adds the folder to an error about a file of it, as errors of an
// [os.Root] name files below the root only.
func (d *Dir) located(err error) error {
	var file *fs.PathError
	var link *os.LinkError
	if errors.As(err, &file) && !strings.HasPrefix(file.Path, d.path) || errors.As(err, &link) {
		return fmt.Errorf("in %s: %w", d.path, err)
	}
	return err
}

// Match returns the contents of the regular files of the folder whose path below
// it matches a pattern of [path.Match], by that path.
func (d *Dir) Match(pattern string) (map[string][]byte, error) {
	found := make(map[string][]byte)
	if d.root == nil {
		return found, nil
	}
	names, err := fs.Glob(d.root.FS(), pattern)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if d.checkParents(name) != nil {
			continue
		}
		src, err := d.read(name)
		switch {
		case err == nil:
			found[name] = src
		case !errors.Is(err, errNotRegular) && !errors.Is(err, fs.ErrNotExist):
			return nil, d.located(err)
		}
	}
	return found, nil
}

var errNotRegular = errors.New("not a regular file")

// read reads a regular file. It neither follows a symbolic link nor waits for a pipe.
func (d *Dir) read(name string) ([]byte, error) {
	before, err := d.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !before.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: d.show(name), Err: errNotRegular}
	}
	f, err := d.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	after, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !os.SameFile(before, after) {
		return nil, fmt.Errorf("%s: was replaced while it was read", d.show(name))
	}
	return io.ReadAll(f)
}

// obstacle says what stands in the way of a file: one of its directories is
// something else.
type obstacle struct {
	name string // below the folder
	mode fs.FileMode
}

func (o *obstacle) Error() string {
	if o.mode&fs.ModeSymlink != 0 {
		return o.name + " is a symbolic link"
	}
	return o.name + " is not a directory"
}

// checkParents walks the directories above a file: all of them are directories,
// or from some point on they do not exist. Otherwise the error is an *obstacle.
func (d *Dir) checkParents(name string) error {
	for i := range len(name) {
		if name[i] != '/' {
			continue
		}
		info, err := d.root.Lstat(name[:i])
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return &obstacle{name[:i], info.Mode()}
		}
	}
	return nil
}
