package outdir

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"syscall"
)

// manyFiles is the number of new files from which the whole file system is
// synced, twice, in place of each file and directory. To sync a file costs a
// transaction of the file system's journal and a flush of the disk's cache, some
// milliseconds on a disk that turns: a thousand of them are seconds. To sync the
// file system costs as much as others have written to it and the kernel still
// holds back, which can be seconds too, where a build of a few files has a moment.
const manyFiles = 1000

// durability is how a build makes what it writes durable.
type durability struct {
	dir   *Dir
	each  bool     // each file is synced by whoever writes it
	whole *os.File // else what is on the same file system as this
}

// durability chooses how to sync new files, before the first is written: an error
// of the disk is told to whoever was there when it happened.
func (d *Dir) durability(many bool) *durability {
	if many {
		if whole := openWhole(d.root); whole != nil {
			return &durability{dir: d, whole: whole}
		}
	}
	return &durability{dir: d, each: true}
}

func (s *durability) close() {
	if s.whole != nil {
		s.whole.Close()
	}
}

// files waits until all files that were written are on the disk.
func (s *durability) files() error {
	if s.each {
		return nil
	}
	return syncWhole(s.whole)
}

// directories waits until the entries of directories are on the disk.
func (s *durability) directories(names []string) error {
	if s.each {
		return s.dir.syncDirs(names)
	}
	return syncWhole(s.whole)
}

// syncDirs waits until the entries of directories are on the disk.
func (d *Dir) syncDirs(dirs []string) error {
	slices.Sort(dirs)
	return concurrently(slices.Compact(dirs), func(name string) error {
		dir, err := d.root.Open(name)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			return nil
		}
		if err != nil {
			return err
		}
		err = dir.Sync()
		if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
			err = nil // the file system, or the system, has no such thing
		}
		return errors.Join(err, dir.Close())
	})
}
