package cli

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/everlinux/hagen/internal/report"
	"github.com/everlinux/hagen/internal/unified"
	"github.com/everlinux/hagen/internal/wholefile"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// maxRounds bounds how often fixes are applied to what earlier fixes made.
const maxRounds = 20

// fixAll applies the fixes of findings to the files until nothing is left to
// fix, and returns the files so changed and what is found in them. A round after
// which something no longer parses is not kept.
func fixAll(files map[string][]byte, look func(map[string][]byte) *lookedAt) (map[string][]byte, *lookedAt) {
	looked := look(files)
	for range maxRounds {
		byFile := make(map[string][]lint.Finding)
		for _, f := range looked.report.Found() {
			if f.Fix != nil {
				byFile[f.Range.Filename] = append(byFile[f.Range.Filename], f)
			}
		}
		fixed := maps.Clone(files)
		applied := 0
		for name, list := range byFile {
			var n int
			fixed[name], n = lint.ApplyFixes(name, files[name], list)
			applied += n
		}
		if applied == 0 {
			break
		}
		after := look(fixed)
		if after.errors > looked.errors {
			break
		}
		files, looked = fixed, after
	}
	return files, looked
}

// putFixed writes the files that fixes changed, or shows the difference.
func (p *program) putFixed(before, after map[string][]byte, diff bool, secrets *topology.Secrets) error {
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if bytes.Equal(before[name], after[name]) {
			continue
		}
		var err error
		if diff {
			err = p.printDiff(func(w io.Writer) error { return writeFixDiff(w, name, before[name], after[name], secrets) })
		} else if err = wholefile.Write(name, after[name], 0o644); err == nil {
			fmt.Fprintf(p.stderr, "hagen: fixed %s\n", name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeFixDiff writes what fixes change of a file, the secrets of both texts hidden.
func writeFixDiff(w io.Writer, name string, before, after []byte, secrets *topology.Secrets) error {
	lines := func(src []byte) func(n int) string {
		return (&report.Printer{Files: map[string][]byte{name: src}, Secrets: secrets}).Lines(name)
	}
	old, fixed := lines(before), lines(after)
	_, err := io.WriteString(w, unified.Diff(name, name, string(before), string(after), func(l unified.Line) string {
		if l.Kind == '-' {
			return old(l.Old)
		}
		return fixed(l.New)
	}))
	return err
}
