package hosts

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
)

// Format returns the file's text, and for each line of it where it comes from.
// What was read and not changed comes out byte for byte; an entry that did not
// come from a source, or was changed, is the address, a tab, and the names with
// blanks between them. Comments have no origin.
func (f *File) Format() (src []byte, lines []origin.Line) {
	var p printer
	for i, e := range f.Entries {
		if i > 0 && !strings.Contains(e.Before, "\n") || e.fresh() && !strings.HasPrefix(e.Before, "\n") {
			p.startLine()
		}
		p.write(e.Before, hcl.Range{}, false)
		if e.fresh() {
			p.startLine()
		}
		p.write(e.source(), e.Origin, e.sensitive())
	}
	if n := len(f.Entries); n > 0 && f.Entries[n-1].fresh() && !strings.HasPrefix(f.Trailer, "\n") {
		p.startLine()
	}
	p.write(f.Trailer, hcl.Range{}, false)
	return p.finish()
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

// printer collects the text of a file and the origins of its lines.
type printer struct {
	buf   bytes.Buffer
	lines []origin.Line
	line  origin.Line // of the line that is not finished yet
}

// startLine ends the line that is not finished yet.
func (p *printer) startLine() {
	if !p.atLineStart() {
		p.write("\n", hcl.Range{}, false)
	}
}

func (p *printer) atLineStart() bool {
	return p.buf.Len() == 0 || p.buf.Bytes()[p.buf.Len()-1] == '\n'
}

// write appends text, all of whose lines come from o.
func (p *printer) write(text string, o hcl.Range, sensitive bool) {
	for text != "" {
		part, rest, found := strings.Cut(text, "\n")
		p.buf.WriteString(part)
		if part != "" && p.line.Range == (hcl.Range{}) {
			p.line.Range = o
		}
		p.line.Sensitive = p.line.Sensitive || sensitive
		if found {
			p.buf.WriteByte('\n')
			p.lines = append(p.lines, p.line)
			p.line = origin.Line{}
		}
		text = rest
	}
}

// finish returns the text and one origin for each of its lines, an unfinished
// last line included.
func (p *printer) finish() ([]byte, []origin.Line) {
	if !p.atLineStart() {
		p.lines = append(p.lines, p.line)
	}
	return p.buf.Bytes(), p.lines
}
