// Package mounted gives tests file systems of their own, of a size that they choose.
package mounted

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// Full is the error of a file system without room.
const Full = syscall.ENOSPC

// within marks the process that has file systems of its own.
const within = "HAGEN_TEST_MOUNTED"

// Inside runs a test in a process of its own, whose file systems no other process
// sees: there it returns true. Here it returns false when that process has ended, and
// what became of the test there becomes of it here. Where the system allows no such
// process, the test is skipped.
func Inside(t *testing.T) bool {
	t.Helper()
	if os.Getenv(within) == t.Name() {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), within+"="+t.Name())
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	switch text := string(out); {
	case len(out) == 0 && err != nil:
		t.Skipf("no file systems of its own for this process: %v", err)
	case strings.Contains(text, "--- SKIP"):
		t.Skip(text)
	case err != nil || !strings.Contains(text, "--- PASS: "+t.Name()):
		t.Fatalf("%v\n%s", err, text)
	}
	t.Log(string(out))
	return false
}

// Tmpfs mounts a file system of a number of bytes and of inodes, and returns where.
// It ends with the test.
func Tmpfs(t *testing.T, size, inodes int) (dir string) {
	t.Helper()
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		t.Skipf("mounts cannot be kept from other processes: %v", err)
	}
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, room(size, inodes)); err != nil {
		t.Skipf("nothing can be mounted: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// Resize changes how large a file system of [Tmpfs] is.
func Resize(t *testing.T, dir string, size, inodes int) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, room(size, inodes)); err != nil {
		t.Fatal(err)
	}
}

// ReadOnly forbids writing to a file system of [Tmpfs], or allows it again.
func ReadOnly(t *testing.T, dir string, forbid bool) {
	t.Helper()
	flags := uintptr(syscall.MS_REMOUNT)
	if forbid {
		flags |= syscall.MS_RDONLY
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, ""); err != nil {
		t.Fatal(err)
	}
}

// Used returns how many bytes and inodes of a file system are taken.
func Used(t *testing.T, dir string) (size, inodes int) {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		t.Fatal(err)
	}
	return int(s.Blocks-s.Bfree) * int(s.Bsize), int(s.Files - s.Ffree)
}

func room(size, inodes int) string { return fmt.Sprintf("size=%d,nr_inodes=%d", size, inodes) }
