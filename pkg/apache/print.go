package apache

import (
	"strings"

	"github.com/everlinux/hagen/pkg/origin"
)

// indentation is one level of a section's contents in an emitted tree.
const indentation = "    "

// Format returns the text of the file, and for each of its lines the origin. A
// tree that [Parse] made and nobody changed gives back the bytes that it was made
// from. What was changed or added is written in the canonical layout: four blanks
// of indentation, one between words, quotes where they are needed.
func (f *File) Format() (src []byte, lines []origin.Line) {
	p := printer{dialect: f.Dialect}
	if f.BOM {
		p.write(byteOrderMark)
	}
	p.directives(f.Directives)
	p.trivia(f.End)
	if n := len(p.out); n > 0 && p.out[n-1] != '\n' {
		p.lines = append(p.lines, p.origin)
	}
	return p.out, p.lines
}

type printer struct {
	out     []byte
	lines   []origin.Line
	origin  origin.Line // of what is being printed
	dialect Dialect
	depth   int
}

func (p *printer) write(s string) {
	p.out = append(p.out, s...)
	for range strings.Count(s, "\n") {
		p.lines = append(p.lines, p.origin)
	}
}

// begin makes sure that what follows begins a line of its own.
func (p *printer) begin(next origin.Line) {
	if n := len(p.out); n > 0 && p.out[n-1] != '\n' && !p.onlyMark() {
		p.endLine("\n")
	}
	p.origin = next
}

// onlyMark tells whether nothing stands in the file yet but a byte order mark.
func (p *printer) onlyMark() bool { return string(p.out) == byteOrderMark }

// endLine writes the end of a line. A last word that ends in a backslash, moved
// there from elsewhere, must not continue the line.
func (p *printer) endLine(tail string) {
	blankless := strings.HasPrefix(tail, "\n") || strings.HasPrefix(tail, "\r\n")
	if n := len(p.out); blankless && n > 0 && p.out[n-1] == '\\' {
		if p.dialect == Httpd24 || n < 2 || p.out[n-2] != '\\' {
			p.write(" ")
		}
	}
	p.write(tail)
}

func (p *printer) indent() { p.write(strings.Repeat(indentation, p.depth)) }

func (p *printer) directives(list []*Directive) {
	for _, d := range list {
		p.trivia(d.Before)
		p.directive(d)
	}
}

func (p *printer) trivia(list []Trivia) {
	for _, t := range list {
		p.begin(origin.Line{})
		switch {
		case t.raw != "" && trimLine(t.raw) == t.Text:
			p.write(t.raw)
		case t.Kind == Blank:
			p.write("\n")
		default:
			p.indent()
			p.write(strings.NewReplacer("\n", " ", "\r", " ", "\x00", " ").Replace(t.Text))
			p.endLine("\n")
		}
	}
}

func (p *printer) directive(d *Directive) {
	line := origin.Line{Sensitive: d.Name.Sensitive}
	if d.Origin != nil {
		line.Range = *d.Origin
	}
	for _, w := range d.Args {
		line.Sensitive = line.Sensitive || w.Sensitive
	}
	p.begin(line)
	p.words(d)
	if d.Block != nil {
		p.block(d)
	}
}

// words prints a directive's own line.
func (p *printer) words(d *Directive) {
	section := d.Block != nil
	// The source's layout holds unless a section became a directive or the reverse.
	spelt := d.Name.stands() && section == d.section
	if spelt {
		p.write(d.Name.space())
	} else {
		p.indent()
	}
	switch {
	case spelt && d.Name.fromSource():
		p.write(d.Name.Raw())
	case spelt && section && d.Name.Quote == 0: // the bracket is written
		p.write(d.Name.Text)
	case section:
		p.write("<" + d.Name.Text)
	default:
		p.write(quoteText(d.Name.Text, 0))
	}
	previous := d.Name
	for i, w := range d.Args {
		p.word(previous, w, i == len(d.Args)-1)
		previous = w
	}
	switch {
	case spelt:
		p.endLine(d.tail)
	case section:
		p.endLine(">\n")
	default:
		p.endLine("\n")
	}
}

// word prints an argument and what separates it from the word before it.
func (p *printer) word(previous, w Word, last bool) {
	separator := w.space()
	// Only after a closing quote may a word follow at once: "a""b".
	if !w.stands() || previous.Quote == 0 && !separates(separator) {
		separator = " "
	}
	p.write(separator)
	if w.fromSource() && (last || !w.Unclosed()) {
		p.write(w.Raw())
		return
	}
	p.write(quoteText(w.Text, w.Quote))
}

// block prints what a section holds and its closer.
func (p *printer) block(d *Directive) {
	own := p.origin
	p.depth++
	p.directives(d.Block.Directives)
	p.trivia(d.Block.End)
	p.depth--
	if d.Block.Unclosed {
		return
	}
	p.begin(own)
	switch closer := d.Block.Close; {
	case !closer.stands():
		p.indent()
		p.endLine("</" + d.Name.Text + ">\n")
	case equalFold(closer.Text, d.Name.Text):
		p.write(closer.space() + closer.Raw())
		p.endLine(d.Block.tail)
	default:
		p.write(closer.space() + "</" + d.Name.Text + ">")
		p.endLine(d.Block.tail)
	}
}
