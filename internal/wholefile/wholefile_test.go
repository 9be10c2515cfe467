//go:build unix

package wholefile

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestWrite(t *testing.T) {
	umask := syscall.Umask(0o027)
	defer syscall.Umask(umask)
	for name, tc := range map[string]struct {
		before func(dir string) error
		mode   fs.FileMode // of the file in the end
		target string      // the file that is written
		err    string
	}{
		"a new file": {func(string) error { return nil }, 0o640, "f", ""},
		"an old file": {func(dir string) error {
			return os.WriteFile(dir+"/f", []byte("old and longer"), 0o600)
		}, 0o600, "f", ""},
		"a mode that the umask forbids": {func(dir string) error {
			if err := os.WriteFile(dir+"/f", nil, 0o600); err != nil {
				return err
			}
			return os.Chmod(dir+"/f", 0o666)
		}, 0o666, "f", ""},
		"a symbolic link": {func(dir string) error {
			if err := os.Mkdir(dir+"/d", 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(dir+"/d/g", []byte("old"), 0o600); err != nil {
				return err
			}
			return os.Symlink("d/g", dir+"/f")
		}, 0o600, "d/g", ""},
		"a symbolic link to nothing": {func(dir string) error { return os.Symlink("gone", dir+"/f") }, 0, "", "no such file"},
		"a symbolic link to itself":  {func(dir string) error { return os.Symlink("f", dir+"/f") }, 0, "", "too many links"},
		"a directory":                {func(dir string) error { return os.Mkdir(dir+"/f", 0o755) }, 0, "", "is a directory"},
		"no directory":               {func(dir string) error { return os.Remove(dir) }, 0, "", "no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "dir")
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := tc.before(dir); err != nil {
				t.Fatal(err)
			}
			err := Write(filepath.Join(dir, "f"), []byte("new"), 0o666)
			if left, _ := filepath.Glob(dir + "/.hagen-*"); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			if tc.err != "" {
				if err == nil || !strings.Contains(err.Error(), tc.err) {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			content, err := os.ReadFile(filepath.Join(dir, tc.target))
			info, _ := os.Lstat(filepath.Join(dir, tc.target))
			if err != nil || string(content) != "new" || info.Mode() != tc.mode {
				t.Errorf("%q, %v, %v", content, info.Mode(), err)
			}
		})
	}
}

// What is no file is written to and stays what it is: /dev/null, above all.
func TestWriteToNoFile(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	got := make(chan string)
	go func() {
		f, err := os.Open(pipe)
		if err != nil {
			got <- err.Error()
			return
		}
		text, _ := io.ReadAll(f)
		got <- string(text)
	}()
	if err := Write(pipe, []byte("text"), 0o666); err != nil {
		t.Fatal(err)
	}
	if text := <-got; text != "text" {
		t.Errorf("read %q", text)
	}
	if err := Write(os.DevNull, []byte("text"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{pipe, os.DevNull} {
		if info, err := os.Lstat(name); err != nil || info.Mode().IsRegular() {
			t.Errorf("%s has become a file: %v", name, err)
		}
	}
}

// A file of somebody else stays that one's, or as it is.
func TestWriteKeepsTheOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can make files of others")
	}
	name := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(name, 1234, 4321); err != nil {
		t.Fatal(err)
	}
	if err := Write(name, []byte("new"), 0o666); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if is := info.Sys().(*syscall.Stat_t); is.Uid != 1234 || is.Gid != 4321 || info.Mode() != 0o640 {
		t.Errorf("the owner is now %d, the group %d, the mode %v", is.Uid, is.Gid, info.Mode())
	}
}
