package outdir

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

const (
	// pollLock is how often a lock that another process holds is tried again.
	pollLock = 50 * time.Millisecond
	// maxVanished is how often in a row the folder may vanish while it is locked:
	// a build that wrote nothing removes the folder that it made.
	maxVanished = 20
)

// acquire creates the folder and takes its lock: the file, locked by the kernel,
// which lets go of it whatever becomes of the process. The file is removed on
// release, so a lock counts only if the file still has its name.
func (d *Dir) acquire(wait time.Duration) error {
	vanished := 0
	for deadline := time.Now().Add(wait); ; time.Sleep(pollLock) {
		err := d.tryLock()
		switch {
		case err == nil:
			return nil
		case errors.Is(err, errLocked):
			if vanished = 0; time.Now().After(deadline) {
				return fmt.Errorf("%s: another build%s has been writing here for %v; try again when it is done", d.path, d.holder(), wait)
			}
		case errors.Is(err, fs.ErrNotExist) && vanished < maxVanished:
			vanished++
		default:
			return err
		}
	}
}

var errLocked = errors.New("locked by another process")

func (d *Dir) tryLock() error {
	if d.root != nil {
		d.root.Close() // the folder may have been removed and made again
		d.root = nil
	}
	if _, err := os.Stat(d.path); errors.Is(err, fs.ErrNotExist) {
		d.created = true
		if err := os.MkdirAll(d.path, 0o755); err != nil {
			return err
		}
	}
	root, err := os.OpenRoot(d.path)
	if err != nil {
		return err
	}
	d.root = root
	if err := d.checkParents(lockFile); err != nil {
		return fmt.Errorf("%s: %w", d.path, err)
	}
	if err := root.Mkdir(stateDir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	f, err := lockExclusively(root, lockFile)
	if err != nil {
		return err
	}
	held, err := f.Stat()
	if err == nil {
		var named fs.FileInfo
		if named, err = root.Lstat(lockFile); err == nil && !os.SameFile(held, named) {
			err = errLocked
		}
	}
	if err == nil {
		_, err = fmt.Fprintln(f, os.Getpid())
	}
	if err != nil {
		f.Close()
		return err
	}
	d.lock = f
	return nil
}

// holder names the process that holds the lock, as far as it says so.
func (d *Dir) holder() string {
	f, err := d.root.Open(lockFile)
	if err != nil {
		return ""
	}
	defer f.Close()
	pid, err := io.ReadAll(io.LimitReader(f, 20))
	if err != nil || len(strings.TrimSpace(string(pid))) == 0 {
		return ""
	}
	return fmt.Sprintf(" (process %s)", strings.TrimSpace(string(pid)))
}

// release removes the lock, and what acquire created if nothing is in it.
func (d *Dir) release() {
	_ = d.root.Remove(lockFile) // while it is held: whoever waits for it then looks for its name
	_ = d.lock.Close()
	if d.root.Remove(stateDir) == nil && d.created {
		_ = os.Remove(d.path) // like the line above, fails where something is in it, and should
	}
}
