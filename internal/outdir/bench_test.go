//go:build unix

package outdir

import (
	"fmt"
	"path/filepath"
	"testing"
)

// A thousand hosts of five files each: written, and found unchanged.
func BenchmarkApply(b *testing.B) {
	var files []File
	for i := range 5000 {
		files = append(files, file(fmt.Sprintf("host-%d", i/5), fmt.Sprintf("/etc/f-%d", i), "1\n2\n3\n"))
	}
	apply := func(b *testing.B, dir string) {
		d, err := Lock(dir, 0)
		if err != nil {
			b.Fatal(err)
		}
		defer d.Close()
		p, err := d.Plan(files, Scope{})
		if err == nil {
			err = p.Apply(false)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	top := b.TempDir()
	b.Run("new", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			apply(b, filepath.Join(top, fmt.Sprint("new", i)))
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := filepath.Join(top, "unchanged")
		apply(b, dir)
		for b.Loop() {
			apply(b, dir)
		}
	})
}
