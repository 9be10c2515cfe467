package outdir

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/everlinux/hagen/internal/mounted"
)

// grown is an estate that differs from the one of estate(0) in contents, and has
// hosts and directories more.
func grown() []File {
	var files []File
	for i := range 30 {
		files = append(files, secret(fmt.Sprintf("host-%d", i%5), fmt.Sprintf("/etc/f-%d", i), "another s3cret"+strings.Repeat(".", 6000)+"\n"))
	}
	for i := range 8 {
		files = append(files, file(fmt.Sprintf("more-%d", i), "/etc/deep/er/f", strings.Repeat("more", 1500)+"\n"))
	}
	return files
}

func treeOf(files []File) map[string]string {
	want := make(map[string]string)
	for _, f := range files {
		want[f.Host+f.Path] = string(f.Content)
	}
	return want
}

// Wherever a disk runs full, of bytes or of inodes, the folder stays as it was or is
// as it should be, the error says what is the matter, and nothing is left behind that
// the next build does not clear away.
func TestFullDisk(t *testing.T) {
	if !mounted.Inside(t) {
		return
	}
	page := os.Getpagesize()
	for _, first := range []struct {
		name  string
		files []File
	}{{"an empty folder", nil}, {"an older estate", estate(0)}} {
		failed, built := 0, 0
		try := func(pages, inodes int) {
			many := []int{0, manyFiles}[(pages+inodes)%2] // one sync for all, or one for each
			if tryFull(t, fmt.Sprintf("%s, %d pages and %d inodes more", first.name, pages, inodes), first.files, pages*page, inodes, many) {
				built++
			} else {
				failed++
			}
		}
		for pages := 0; pages < 190; pages += 1 + pages/20 {
			try(pages, 1000)
		}
		for inodes := 0; inodes < 110; inodes++ {
			try(1000, inodes)
		}
		if failed < 60 || built < 5 {
			t.Errorf("%s: %d builds failed, %d did not: the disks have the wrong sizes", first.name, failed, built)
		}
		t.Logf("%s: %d builds found the disk full, %d did not", first.name, failed, built)
	}
}

// tryFull builds in a folder on a disk that has a given room left, and tells whether
// there was room enough.
func tryFull(t *testing.T, what string, before []File, size, inodes, many int) (built bool) {
	t.Helper()
	disk := mounted.Tmpfs(t, 1<<24, 10000)
	dir := filepath.Join(disk, "out")
	if before != nil {
		mustBuild(t, dir, before...)
	} else if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	old := tree(t, dir)
	usedSize, usedInodes := mounted.Used(t, disk)
	mounted.Resize(t, disk, max(usedSize+size, os.Getpagesize()), usedInodes+inodes)
	err := buildFiles(dir, grown(), many)
	checkSecrecy(t, dir)
	got := tree(t, dir)
	switch {
	case err == nil:
		check(t, what+": built", got, treeOf(grown()))
	case !errors.Is(err, mounted.Full) || !strings.Contains(err.Error(), dir):
		t.Fatalf("%s: %v", what, err)
	default:
		check(t, what+": not built", got, old)
		if _, err := os.Lstat(filepath.Join(dir, tempDir)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: temporary files are left, %v", what, err)
		}
	}
	mounted.Resize(t, disk, 1<<24, 10000)
	if err := buildFiles(dir, grown(), many); err != nil {
		t.Fatalf("%s: the next build: %v", what, err)
	}
	check(t, what+": the next build", tree(t, dir), treeOf(grown()))
	if left, err := os.ReadDir(filepath.Join(dir, stateDir)); err != nil || len(left) != 2 {
		t.Errorf("%s: the next build left %v", what, left)
	}
	return err == nil
}

// On a disk that may only be read, the error says so and nothing changes.
func TestReadOnlyDisk(t *testing.T) {
	if !mounted.Inside(t) {
		return
	}
	for _, before := range [][]File{nil, estate(0)} {
		disk := mounted.Tmpfs(t, 1<<24, 10000)
		dir := filepath.Join(disk, "out")
		if before != nil {
			mustBuild(t, dir, before...)
		}
		old := tree(t, disk)
		mounted.ReadOnly(t, disk, true)
		err := buildFiles(dir, grown(), manyFiles)
		if !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), dir) {
			t.Errorf("got %v", err)
		}
		check(t, "read only", tree(t, disk), old)
		d, err := Open(dir) // looking needs no writing
		if err != nil {
			t.Fatal(err)
		}
		if p, err := d.Plan(grown(), Scope{}); err != nil || !p.Stale() {
			t.Errorf("got %v", err)
		}
		d.Close()
		mounted.ReadOnly(t, disk, false)
		if err := buildFiles(dir, grown(), manyFiles); err != nil {
			t.Error(err)
		}
		check(t, "writable again", tree(t, dir), treeOf(grown()))
	}
}
