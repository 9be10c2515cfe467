package outdir

import (
	"os"
	"slices"

	"golang.org/x/sys/unix"

	"github.com/everlinux/hagen/pkg/version"
)

// syncfs(2) is as good as fsync of every file where the kernel reports errors of
// writing by it, which Linux does from 5.8 on, and where the file system itself,
// not a server behind it, is what has to be durable.
var (
	reportsErrors = version.Of(5, 8, 0)
	durableTypes  = []int64{unix.EXT4_SUPER_MAGIC, unix.XFS_SUPER_MAGIC, unix.BTRFS_SUPER_MAGIC}
)

// openWhole returns the file by which [syncWhole] syncs the file system of a
// folder; nil where its files have to be synced one by one.
func openWhole(root *os.Root) *os.File {
	f, err := root.Open(".")
	if err != nil {
		return nil
	}
	var system unix.Utsname
	var mount unix.Statfs_t
	if unix.Uname(&system) == nil && unix.Fstatfs(int(f.Fd()), &mount) == nil {
		kernel, err := version.Parse(unix.ByteSliceToString(system.Release[:]))
		if err == nil && kernel.AtLeast(reportsErrors) && slices.Contains(durableTypes, int64(mount.Type)) {
			return f
		}
	}
	f.Close()
	return nil
}

func syncWhole(f *os.File) error {
	return os.NewSyscallError("syncfs", unix.Syncfs(int(f.Fd())))
}
