//go:build unix

package outdir

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestConflicts(t *testing.T) {
	for _, tc := range []struct {
		name     string
		before   []File            // what an earlier build wrote
		edit     func(dir string)  // what a person did then
		files    []File            // what the build wants
		conflict string            // part of the message; "" for none
		forced   map[string]string // the folder after --force; nil where that is refused too
	}{
		{
			name:   "an edited file",
			before: []File{file("a", "/f", "1\n"), file("a", "/g", "1\n")},
			edit:   func(dir string) { write(t, dir+"/a/f", "edited\n") },
			files:  []File{file("a", "/f", "2\n"), file("a", "/g", "2\n")}, conflict: "a/f: it was edited since hagen wrote it",
			forced: map[string]string{"a/f": "2\n", "a/g": "2\n"},
		},
		{
			name:  "a file that hagen did not write",
			edit:  func(dir string) { write(t, dir+"/a/f", "mine\n") },
			files: []File{file("a", "/f", "2\n")}, conflict: "a/f: hagen did not write it",
			forced: map[string]string{"a/f": "2\n"},
		},
		{
			name:  "a file that is as hagen would write it",
			edit:  func(dir string) { write(t, dir+"/a/f", "2\n") },
			files: []File{file("a", "/f", "2\n")}, forced: map[string]string{"a/f": "2\n"},
		},
		{
			name:     "an edited file that no longer belongs",
			before:   []File{file("a", "/f", "1\n")},
			edit:     func(dir string) { write(t, dir+"/a/f", "edited\n") },
			conflict: "a/f: it no longer belongs here, but was edited", forced: map[string]string{},
		},
		{
			name:   "a file that no longer belongs and was removed",
			before: []File{file("a", "/etc/f", "1\n")},
			edit:   func(dir string) { os.Remove(dir + "/a/etc/f") }, forced: map[string]string{},
		},
		{
			name:   "a stranger in a directory that no longer belongs",
			before: []File{file("a", "/etc/f", "1\n")},
			edit:   func(dir string) { write(t, dir+"/a/notes", "x") }, forced: map[string]string{"a/notes": "x"},
		},
		{
			name:   "the digests of sensitive files are lost",
			before: []File{secret("a", "/f", "s3cret\n")},
			edit:   func(dir string) { os.Remove(dir + "/" + sensitiveFile) },
			files:  []File{secret("a", "/f", "s3cret2\n")}, conflict: "whether it was edited is not known",
			forced: map[string]string{"a/f": "s3cret2\n"},
		},
		{
			name:   "a symbolic link in place of the file",
			before: []File{file("a", "/f", "1\n")},
			edit: func(dir string) {
				os.Remove(dir + "/a/f")
				os.Symlink("/etc/passwd", dir+"/a/f")
			},
			files: []File{file("a", "/f", "2\n")}, conflict: "a/f: it is a symbolic link",
			forced: map[string]string{"a/f": "2\n"},
		},
		{
			name:   "a symbolic link in place of a file that no longer belongs",
			before: []File{file("a", "/f", "1\n")},
			edit: func(dir string) {
				os.Remove(dir + "/a/f")
				os.Symlink("/etc/passwd", dir+"/a/f")
			},
			conflict: "a/f: it is a symbolic link", forced: map[string]string{},
		},
		{
			name:  "a symbolic link out of the folder",
			edit:  func(dir string) { os.Symlink(filepath.Dir(dir), dir+"/a") },
			files: []File{file("a", "/f", "2\n")}, conflict: "a/f: a is a symbolic link",
		},
		{
			name: "a symbolic link within the folder",
			edit: func(dir string) {
				os.Mkdir(dir+"/b", 0o755)
				os.Symlink("b", dir+"/a")
			},
			files: []File{file("a", "/f", "2\n")}, conflict: "a/f: a is a symbolic link",
		},
		{
			name:  "a file in place of a directory",
			edit:  func(dir string) { write(t, dir+"/a", "x") },
			files: []File{file("a", "/f", "2\n")}, conflict: "a/f: a is not a directory",
		},
		{
			name:  "a directory in place of the file",
			edit:  func(dir string) { os.MkdirAll(dir+"/a/f", 0o755) },
			files: []File{file("a", "/f/g", "2\n"), file("a", "/h", "2\n")}, forced: map[string]string{"a/f/g": "2\n", "a/h": "2\n"},
		},
		{
			name:  "a full directory in place of the file",
			edit:  func(dir string) { write(t, dir+"/a/f/x", "x") },
			files: []File{file("a", "/f", "2\n")}, conflict: "a/f: it is a directory",
		},
		{
			name: "a pipe in place of the file",
			edit: func(dir string) {
				os.Mkdir(dir+"/a", 0o755)
				syscall.Mkfifo(dir+"/a/f", 0o644)
			},
			files: []File{file("a", "/f", "2\n")}, conflict: "a/f: it is not a regular file",
			forced: map[string]string{"a/f": "2\n"},
		},
		{
			name:   "the file becomes a directory",
			before: []File{file("a", "/f", "1\n")},
			files:  []File{file("a", "/f/g", "2\n")}, forced: map[string]string{"a/f/g": "2\n"},
		},
		{
			name:   "the directory becomes a file",
			before: []File{file("a", "/f/g/h", "1\n"), file("a", "/f/i", "1\n")},
			files:  []File{file("a", "/f", "2\n")}, forced: map[string]string{"a/f": "2\n"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			os.Mkdir(dir, 0o755)
			if tc.before != nil {
				mustBuild(t, dir, tc.before...)
			}
			if tc.edit != nil {
				tc.edit(dir)
			}
			before := tree(t, dir)
			_, err := build(t, dir, false, nil, tc.files...)
			var conflict *ConflictError
			if tc.conflict == "" {
				if err != nil {
					t.Fatal(err)
				}
			} else {
				if !errors.As(err, &conflict) || !strings.Contains(err.Error(), tc.conflict) {
					t.Fatalf("got %v, want a conflict: %s", err, tc.conflict)
				}
				check(t, "nothing at all is written", tree(t, dir), before)
				_, err = build(t, dir, true, nil, tc.files...)
			}
			if tc.forced == nil {
				if !errors.As(err, &conflict) {
					t.Errorf("forced: got %v, want a conflict", err)
				}
				check(t, "nothing at all is forced", tree(t, dir), before)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			check(t, "the folder", tree(t, dir), tc.forced)
			mustBuild(t, dir, tc.files...)
			check(t, "the folder, built again", tree(t, dir), tc.forced)
		})
	}
}
