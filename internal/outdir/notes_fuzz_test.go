//go:build unix

package outdir

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/everlinux/hagen/internal/cost"
)

// The notes of a folder may be anybody's. Whatever stands in them, a build ends:
// with an error, or with a folder that holds what it wants and lost no file that is
// not named there.
func FuzzNotes(f *testing.F) {
	dir := f.TempDir()
	files := []File{file("a", "/f", "1\n"), secret("b", "/s", "s3cret\n")}
	d, err := Lock(dir, 0)
	if err != nil {
		f.Fatal(err)
	}
	p, err := d.Plan(files, Scope{})
	if err == nil {
		err = p.Apply(false)
	}
	if err != nil {
		f.Fatal(err)
	}
	d.Close()
	manifest, _ := os.ReadFile(filepath.Join(dir, manifestFile))
	sensitive, _ := os.ReadFile(filepath.Join(dir, sensitiveFile))
	f.Add(manifest, sensitive, []byte(nil))
	f.Add(manifest, sensitive, []byte(`{"format_version": "1.0", "files": {"a/f": ["0"]}}`))
	f.Add([]byte(`{"format_version": "1.0", "files": [{"path": "a/f", "mode": "7777", "origins": [[1]]}]}`), []byte("{}"), []byte("[]"))
	f.Fuzz(func(t *testing.T, manifest, sensitive, journal []byte) {
		cost.Check(t, len(manifest)+len(sensitive)+len(journal), cost.Parser, func() {
			s := newState()
			_ = s.readManifest(manifest)
			_ = s.readSensitive(sensitive)
			_ = s.readJournal(journal)
		})
		dir := t.TempDir()
		for name, src := range map[string][]byte{manifestFile: manifest, sensitiveFile: sensitive, journalFile: journal} {
			if len(src) > 0 {
				write(t, filepath.Join(dir, name), string(src))
			}
		}
		write(t, filepath.Join(dir, "a/mine"), "mine")
		named := strings.Contains(string(manifest)+string(journal), "mine")
		d, err := Lock(dir, 0)
		if err != nil {
			return
		}
		defer d.Close()
		p, err := d.Plan(files, Scope{})
		if err == nil {
			err = p.Apply(false)
		}
		got := tree(t, dir)
		if !named && got["a/mine"] != "mine" {
			t.Errorf("a file that nothing named is gone: %v", got)
		}
		if err == nil && (got["a/f"] != "1\n" || got["b/s"] != "s3cret\n") {
			t.Errorf("the folder holds %v", got)
		}
	})
}
