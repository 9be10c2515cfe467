package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/everlinux/hagen/internal/findings"
	"github.com/everlinux/hagen/internal/wholefile"
)

// baselineFile is a baseline, and the file that it was read from.
type baselineFile struct {
	*findings.Baseline
	name string
	src  []byte
}

// readBaseline reads a baseline; nil for none. What is wrong with it is printed
// with its place.
func (p *program) readBaseline(file string) (*baselineFile, error) {
	if file == "" {
		return nil, nil
	}
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, cannot(err)
	}
	b := &baselineFile{name: filepath.ToSlash(filepath.Clean(file)), src: src}
	parsed, diags := findings.ReadBaseline(b.name, src)
	if err := p.report(diags, map[string][]byte{b.name: src}, nil); err != nil {
		return nil, err
	}
	b.Baseline = parsed
	return b, nil
}

// keepBaseline writes the findings of a report to a baseline, and leaves them out.
func (l *linter) keepBaseline(file string, r *findings.Report) error {
	var b bytes.Buffer
	n, err := findings.WriteBaseline(&b, r)
	if err != nil {
		return err
	}
	if err := wholefile.Write(file, b.Bytes(), 0o666); err != nil {
		return err
	}
	written, diags := findings.ReadBaseline(file, b.Bytes())
	if diags.HasErrors() {
		return diags
	}
	written.Apply(r, l.scope())
	entries := "entries"
	if n == 1 {
		entries = "entry"
	}
	_, err = fmt.Fprintf(l.stderr, "hagen: wrote %s, %d %s\n", file, n, entries)
	return err
}
