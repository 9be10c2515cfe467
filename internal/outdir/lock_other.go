//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package outdir

import (
	"errors"
	"io/fs"
	"os"
)

// lockExclusively creates a file that must not exist; errLocked where it does.
// After a build that was killed somebody has to remove it.
func lockExclusively(root *os.Root, name string) (*os.File, error) {
	f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, errLocked
	}
	return f, err
}
