// Package wholefile writes a file as a whole or not at all: whatever happens
// meanwhile, there is the old file or the new one under its name.
package wholefile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
)

// Write makes a file hold a content. A file that does not exist gets a mode, as the
// umask has it. One that exists keeps its mode, its owner and its group; where they
// cannot be kept it stays as it is. Of a symbolic link it is what the link points to
// that is written. A device or a pipe is written to, not replaced.
//
// The new file is complete on the disk before it takes its name. It is made beside the
// old one, under a name that begins with ".hagen-", which a killed process leaves behind.
func Write(name string, content []byte, mode fs.FileMode) error {
	if link, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return replace(name, content, mode, nil)
	} else if err != nil {
		return err
	} else if link.Mode()&fs.ModeSymlink != 0 {
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
	}
	old, err := os.Stat(name)
	switch {
	case err != nil:
		return err
	case old.Mode().IsRegular():
		return replace(name, content, 0o600, old)
	case old.IsDir():
		return &fs.PathError{Op: "write", Path: name, Err: errors.New("is a directory")}
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

// replace gives a name to a new file, which is like the old one where there is one.
func replace(name string, content []byte, mode fs.FileMode, old fs.FileInfo) error {
	f, err := create(filepath.Dir(name), mode)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil && old != nil {
		err = resemble(f, old)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s stays as it was: %w", name, err), os.Remove(f.Name()))
	}
	return syncDir(filepath.Dir(name))
}

// create creates a file of a name that nothing has.
func create(dir string, mode fs.FileMode) (*os.File, error) {
	for {
		name := filepath.Join(dir, ".hagen-"+strconv.FormatUint(rand.Uint64(), 36))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// resemble gives a file the owner, the group and then the mode of another, so that at
// no moment more people can read it than could read that one.
func resemble(f *os.File, old fs.FileInfo) error {
	if err := keepOwner(f, old); err != nil {
		return err
	}
	return f.Chmod(old.Mode().Perm())
}

// syncDir waits until the names in a directory are on the disk, where the file
// system can say so.
func syncDir(name string) error {
	dir, err := os.Open(name)
	if err != nil {
		return nil // it can be written and not read; the file is there
	}
	_ = dir.Sync() // not every file system has such a thing
	return dir.Close()
}
