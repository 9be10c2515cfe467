package ifcfg

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
)

// Format returns the file's text, and for each line of it where it comes from.
// What was read and not changed comes out byte for byte; a directive that did
// not come from a source gets a line of its own. Comments have no origin.
func (f *File) Format() (src []byte, lines []origin.Line) {
	var p printer
	previous := false // the previous directive is fresh
	for i, d := range f.Directives {
		if d.fresh() || i > 0 && d.Before == "" || previous && !strings.Contains(d.Before, "\n") {
			p.startLine()
		}
		p.write(d.Before, hcl.Range{}, false)
		if d.fresh() {
			p.startLine()
		}
		d.print(&p)
		previous = d.fresh()
	}
	if previous && !strings.HasPrefix(f.Trailer, "\n") {
		p.startLine()
	}
	p.write(f.Trailer, hcl.Range{}, false)
	return p.finish()
}

// Raw returns the directive as [File.Format] prints it, without what stands before
// it: quotes, signs and escapes included.
func (d *Directive) Raw() string {
	var p printer
	d.print(&p)
	return p.buf.String()
}

// print writes the directive without what stands before it.
func (d *Directive) print(p *printer) {
	if d.Kind == Command && d.raw != "" {
		p.write(d.raw, d.Origin, false)
		return
	}
	if d.Kind == Command {
		p.write(d.Name.source(), d.Origin, d.Name.Sensitive)
		for _, arg := range d.Args {
			p.write(" "+arg.source(), d.Origin, arg.Sensitive)
		}
		return
	}
	if d.Export && d.fresh() {
		p.write("export ", d.Origin, false)
	}
	sign := d.sign
	if sign == "" || d.Append != strings.Contains(sign, "+") {
		sign = "="
		if d.Append {
			sign = "+="
		}
	}
	p.write(d.export+d.Name.source()+sign, d.Origin, false)
	p.write(d.Value.source(), d.Origin, d.Value.Sensitive)
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
