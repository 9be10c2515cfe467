package wholefile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/everlinux/hagen/internal/mounted"
)

// On a disk of any size there is the old file or the new one, and nothing else.
func TestFullDisk(t *testing.T) {
	if !mounted.Inside(t) {
		return
	}
	old, content := strings.Repeat("old\n", 5000), strings.Repeat("new\n", 9000)
	full, written := 0, 0
	for _, inodes := range []int{2, 3, 100} {
		for pages := 5; pages < 20; pages++ {
			dir := mounted.Tmpfs(t, 1<<20, 100)
			name := filepath.Join(dir, "f")
			if err := os.WriteFile(name, []byte(old), 0o640); err != nil {
				t.Fatal(err)
			}
			mounted.Resize(t, dir, pages*os.Getpagesize(), inodes)
			err := Write(name, []byte(content), 0o666)
			got, readErr := os.ReadFile(name)
			entries, _ := os.ReadDir(dir)
			info, _ := os.Stat(name)
			if readErr != nil || len(entries) != 1 || info.Mode() != 0o640 {
				t.Fatalf("%d pages, %d inodes: %v, %v", pages, inodes, entries, readErr)
			}
			switch {
			case err == nil && string(got) == content:
				written++
			case errors.Is(err, mounted.Full) && string(got) == old:
				full++
			default:
				t.Fatalf("%d pages, %d inodes: %v, and %d bytes", pages, inodes, err, len(got))
			}
		}
	}
	if full < 10 || written < 5 {
		t.Errorf("%d times the disk was full, %d times the file was written", full, written)
	}
}
