package nginx

import (
	"strings"

	"github.com/everlinux/hagen/pkg/origin"
)

// indent is what the canonical layout puts before a directive for each block
// around it.
const indent = "    "

// Format prints the file and tells where each of its lines comes from. What was
// read and not changed since is printed as it was, byte for byte, errors
// included; a word whose text was changed is quoted anew; a node without a range
// gets a line of its own, indented by its depth, with the comments in its name's
// Before above it.
func (f *File) Format() (src []byte, lines []origin.Line) {
	var p printer
	p.directives(f.Directives, 0)
	if n := len(f.Directives); n > 0 && f.Trailer == "" && isNew(f.Directives[n-1]) {
		p.text("\n")
	}
	p.text(f.Trailer)
	return p.buf, p.finish()
}

// isNew tells whether a directive was not read from a file.
func isNew(d *Directive) bool { return !d.Name.at.Read() }

// printer collects the text. The origin of a line is that of the first token on it.
type printer struct {
	buf     []byte
	lines   []origin.Line
	newline int  // line feeds written so far
	comment bool // the text ends in a comment, which needs a line feed
}

// finish returns one origin for each line written.
func (p *printer) finish() []origin.Line {
	n := p.newline
	if len(p.buf) > 0 && p.buf[len(p.buf)-1] != '\n' {
		n++
	}
	p.reach(n - 1)
	return p.lines[:n]
}

// reach makes sure that line n, counted from 0, has an origin.
func (p *printer) reach(n int) {
	for len(p.lines) <= n {
		p.lines = append(p.lines, origin.Line{})
	}
}

// text writes blanks, comments and whatever else has no origin.
func (p *printer) text(s string) {
	if s == "" {
		return
	}
	if p.comment && s[0] != '\n' {
		p.buf = append(p.buf, '\n')
		p.newline++
	}
	p.comment = false
	p.buf = append(p.buf, s...)
	p.newline += strings.Count(s, "\n")
}

// token writes a part of a directive; every line that it reaches is the directive's.
func (p *printer) token(d *Directive, s string, sensitive bool) {
	if s == "" {
		return
	}
	if p.comment {
		p.text("\n")
	}
	first := p.newline
	p.text(s)
	p.reach(p.newline)
	for i := first; i <= p.newline; i++ {
		if line := &p.lines[i]; line.Range.Start.Line == 0 {
			line.Range = d.Origin
		}
		p.lines[i].Sensitive = p.lines[i].Sensitive || sensitive
	}
}

// directives writes the directives of one block. New ones that have a block, or
// come after one that has, are set apart by an empty line.
func (p *printer) directives(list []*Directive, depth int) {
	for i, d := range list {
		apart := i > 0 && (d.Block != nil || list[i-1].Block != nil)
		p.directive(d, depth, apart)
	}
}

func (p *printer) directive(d *Directive, depth int, apart bool) {
	if isNew(d) {
		p.startLine()
		if apart {
			p.text("\n")
		}
		p.comments(d.Name.Before, depth)
		p.text(strings.Repeat(indent, depth))
	} else {
		p.text(d.Name.Before)
	}
	p.token(d, d.Name.source(), d.Name.Sensitive)
	for i := range d.Args {
		p.argument(d, &d.Args[i])
	}
	if d.Block == nil {
		p.mark(d, &d.End, "", ";")
		return
	}
	p.block(d, depth)
}

// startLine begins a new line unless the text stands at the beginning of one.
func (p *printer) startLine() {
	if n := len(p.buf); n > 0 && p.buf[n-1] != '\n' {
		p.text("\n")
	}
}

// comments writes the comments above a new directive, and one empty line for
// each between or after them.
func (p *printer) comments(before string, depth int) {
	if before == "" {
		return
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(before, "\n"), "\n") {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			p.text(strings.Repeat(indent, depth) + line)
		}
		p.text("\n")
	}
}

func (p *printer) argument(d *Directive, w *Word) {
	before := w.Before
	if before == "" && (!w.at.Read() || !p.endsInQuote()) {
		before = " "
	}
	p.text(before)
	p.token(d, w.source(), w.Sensitive)
}

// endsInQuote tells whether the text ends in a quote, after which alone a word
// can follow without a blank.
func (p *printer) endsInQuote() bool {
	n := len(p.buf)
	return n > 0 && (p.buf[n-1] == '"' || p.buf[n-1] == '\'')
}

func (p *printer) block(d *Directive, depth int) {
	b := d.Block
	p.mark(d, &b.Open, " ", "{")
	if b.Kind == Raw {
		p.token(d, b.Text, false)
		p.mark(d, &b.Close, "", "}")
		return
	}
	p.directives(b.Directives, depth+1)
	if !b.Close.at.Read() {
		p.startLine()
	}
	p.mark(d, &b.Close, strings.Repeat(indent, depth), "}")
}

// mark writes a semicolon or brace: nothing where the source lacks it, and after
// the canonical blanks where it did not come from a source.
func (p *printer) mark(d *Directive, m *Mark, blanks, text string) {
	before := m.Before
	if !m.at.Read() && before == "" {
		before = blanks
	}
	p.text(before)
	if !m.Missing() {
		p.token(d, text, false)
	}
	p.text(m.After)
	p.comment = strings.Contains(m.After, "#")
}
