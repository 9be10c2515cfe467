package hosts

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
)

// Format returns the file's text, and for each line of it where it comes from.
// What was read and not changed comes out byte for byte; an entry that did not
// come from a source, or was changed, is the address, a tab, and the names with
// blanks between them. Comments have no origin.
func (f *File) Format() (src []byte, lines []origin.Line) {
	var p origin.Writer
	for i, e := range f.Entries {
		if i > 0 && !strings.Contains(e.Before, "\n") || e.fresh() && !strings.HasPrefix(e.Before, "\n") {
			p.StartLine()
		}
		p.Write(e.Before, hcl.Range{}, false)
		if e.fresh() {
			p.StartLine()
		}
		p.Write(e.source(), e.Origin, e.sensitive())
	}
	if n := len(f.Entries); n > 0 && f.Entries[n-1].fresh() && !strings.HasPrefix(f.Trailer, "\n") {
		p.StartLine()
	}
	p.Write(f.Trailer, hcl.Range{}, false)
	return p.Finish()
}

// fresh tells whether the entry did not come from a source.
func (e *Entry) fresh() bool { return e.rng == hcl.Range{} }

func (e *Entry) sensitive() bool {
	for _, n := range e.Names {
		if n.Sensitive {
			return true
		}
	}
	return e.Address.Sensitive
}

// source is the entry as it stands in a file.
func (e *Entry) source() string {
	changed := e.fresh() || e.Address.Text != e.Address.read || len(e.Names) != e.names
	for _, n := range e.Names {
		changed = changed || n.Text != n.read
	}
	if !changed {
		return e.raw
	}
	var b strings.Builder
	b.WriteString(e.Address.Text)
	for i, n := range e.Names {
		b.WriteByte("\t "[min(i, 1)])
		b.WriteString(n.Text)
	}
	return b.String()
}
