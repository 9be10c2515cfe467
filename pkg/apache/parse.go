package apache

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/slab"
	"github.com/everlinux/hagen/internal/source"
)

// MaxDepth is how deep sections may be nested. httpd itself has no limit; the
// parser stops there with an error instead of growing with hostile input.
const MaxDepth = 1000

// Parse reads a configuration file by the rules of httpd 2.4. The tree is never
// nil and holds every byte of src, whatever src is: [File.Format] gives it back.
//
// The diagnostics are errors of syntax: what httpd refuses before it looks at
// any directive's meaning, each with its range. They are all reported; parsing
// goes on at the next line.
func Parse(filename string, src []byte) (*File, hcl.Diagnostics) {
	return ParseDialect(filename, src, Httpd24)
}

// ParseDialect is [Parse] by the rules of a release line.
func ParseDialect(filename string, src []byte, dialect Dialect) (*File, hcl.Diagnostics) {
	p := &parser{
		src:   string(src),
		file:  &File{Name: filename, Dialect: dialect},
		lines: source.NewLines(src),
		opens: make(map[string]int),
	}
	at := p.byteOrderMark()
	for at < len(p.src) {
		l := dialect.readLine(p.src, at)
		at = l.next
		if !p.line(&l) {
			break
		}
	}
	p.finish()
	return p.file, p.diags
}

type parser struct {
	src    string
	file   *File
	lines  *source.Lines
	diags  hcl.Diagnostics
	before []Trivia      // lines waiting for the directive below them
	open   []openSection // sections that are not closed yet, the outermost first
	opens  map[string]int
	listed []*Directive // of the file and the open sections, those of the innermost last
	words  []Word       // of the directive that is read

	directives slab.Slab[Directive]
	blocks     slab.Slab[Block]
	args       slab.Slab[Word]
}

// openSection is a section that is not closed yet.
type openSection struct {
	*Directive
	from int // where its directives begin in parser.listed
}

const byteOrderMark = "\xef\xbb\xbf"

func (p *parser) byteOrderMark() (at int) {
	if !strings.HasPrefix(p.src, byteOrderMark) {
		return 0
	}
	p.file.BOM = true
	p.report(0, len(byteOrderMark), "Byte order mark",
		"httpd reads the mark as a part of the first directive's name. Save the file as UTF-8 without a byte order mark.")
	return len(byteOrderMark)
}

// line adds one logical line to the tree. It returns false where the rest of
// the file is not to be read.
func (p *parser) line(l *line) bool {
	if l.nul >= 0 {
		p.report(l.nul, l.nul+1, "NUL byte", "httpd does not see what follows a NUL byte on its line.")
	}
	name, ok := nextWord(l.text, 0)
	switch {
	case !ok:
		p.trivia(Blank, l)
	case l.text[name.start] == '#':
		p.trivia(Comment, l)
	case strings.HasPrefix(name.text, "</"):
		p.closer(l, name)
	case strings.HasPrefix(name.text, "<") && len(p.open) == MaxDepth:
		p.report(l.offset(name.start), l.end(name.end), "Sections nested too deep",
			fmt.Sprintf("The rest of the file was not read: it is nested deeper than %d sections.", MaxDepth))
		l.next = len(p.src)
		p.trivia(Junk, l)
		return false
	default:
		p.directive(l, name)
	}
	return true
}

// trivia keeps a line for the directive below it.
func (p *parser) trivia(kind TriviaKind, l *line) {
	raw := p.src[l.from:l.next]
	text := trimLine(raw)
	start := l.from + strings.Index(raw, text)
	p.before = append(p.before, Trivia{Kind: kind, Text: text, Range: p.rng(start, start+len(text)), raw: raw})
}

// trimLine takes the blanks off both ends.
func trimLine(s string) string {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// directive reads a directive, or the line that opens a section.
func (p *parser) directive(l *line, name token) {
	section := strings.HasPrefix(name.text, "<")
	if name.text == "<" {
		p.report(l.offset(name.start), l.end(name.end), "Blank after <",
			"The name of a section follows the < at once, as in <VirtualHost *:80>.")
		if word, ok := nextWord(l.text, name.end); ok && word.quote == 0 {
			name.end, name.text = word.end, "<"+word.text
		}
	}
	// httpd takes one ">" from the end of any name.
	text := strings.TrimPrefix(strings.TrimSuffix(name.text, ">"), "<")
	if text == "" {
		p.report(l.offset(name.start), l.end(name.end), "Directive without a name", "A line begins with the name of a directive.")
		if !section {
			p.trivia(Junk, l)
			return
		}
	}
	d := p.directives.One()
	d.Before, d.Name, d.section = p.before, p.word(l, name, l.from), section
	d.Name.Text, d.Name.text = text, text
	if section && name.quote == 0 {
		d.Name.Range = p.sectionName(d.Name)
	}
	if section && strings.HasSuffix(d.Name.raw, ">") && trimLine(l.text[name.end:]) == "" {
		d.Name.raw = strings.TrimSuffix(d.Name.raw, ">") // it closes the line: a part of the tail
	}
	p.before = nil
	p.arguments(d, l, name, section)
	p.listed = append(p.listed, d)
	if section {
		d.Block = p.blocks.One()
		p.open = append(p.open, openSection{d, len(p.listed)})
		p.opens[foldName(text)]++
	}
}

// sectionName returns the range of a section's name without its brackets.
func (p *parser) sectionName(w Word) hcl.Range {
	name := strings.TrimLeftFunc(strings.TrimPrefix(w.raw, "<"), unicode.IsSpace)
	start := w.Range.End.Byte - len(name)
	return p.rng(start, start+len(strings.TrimSuffix(name, ">")))
}

// arguments reads what follows the name. The last ">" ends the arguments of a
// section; httpd ignores what stands after it.
func (p *parser) arguments(d *Directive, l *line, name token, section bool) {
	args, end := l.text, l.end(name.end)
	if rest := l.text[name.end:]; section && trimLine(rest) != "" {
		if bracket := strings.LastIndexByte(rest, '>'); bracket >= 0 {
			args = l.text[:name.end+bracket]
			end = l.end(name.end + bracket + 1)
		} else {
			p.report(l.offset(name.start), l.end(len(l.text)), "Section without >",
				fmt.Sprintf("The first line of a section ends with >: <%s …>.", d.Name.Text))
		}
	}
	previous := l.end(name.end)
	for at := name.end; ; {
		t, ok := nextWord(args, at)
		if !ok {
			break
		}
		w := p.word(l, t, previous)
		p.words = append(p.words, w)
		at, previous = t.end, w.Range.End.Byte
		end = max(end, previous)
	}
	if len(p.words) > 0 {
		d.Args = p.args.Take(len(p.words))
		copy(d.Args, p.words)
		p.words = p.words[:0]
	} else {
		previous = l.from + len(d.Name.space) + len(d.Name.raw)
	}
	d.tail = p.src[previous:l.next]
	d.header = p.rng(l.offset(name.start), end)
}

// word makes a Word of a token; previous is the offset where the one before ends.
func (p *parser) word(l *line, t token, previous int) Word {
	start, end := l.offset(t.start), l.end(t.end)
	raw := p.src[start:end]
	return Word{
		Text: t.text, Quote: t.quote, Range: p.rng(start, end),
		space: p.src[previous:start], raw: raw, text: t.text,
	}
}

// closer reads the line that closes a section.
func (p *parser) closer(l *line, t token) {
	start, end := l.offset(t.start), l.end(t.end)
	text, bracketed := strings.CutSuffix(t.text[len("</"):], ">")
	if !bracketed {
		p.report(start, end, "Closing line without >",
			fmt.Sprintf("A section is closed by </%s>, without blanks.", text))
	}
	if p.opens[foldName(text)] == 0 {
		p.report(start, end, "Nothing to close",
			fmt.Sprintf("There is no open <%s> section here; the line was passed over.", text))
		p.trivia(Junk, l)
		return
	}
	for {
		d := p.pop()
		if equalFold(d.Name.Text, text) {
			p.close(d, l, t, text)
			return
		}
		p.unclosed(d, fmt.Sprintf("</%s> on line %d comes before </%s>.", text, p.lines.Pos(start).Line, d.Name.Text))
	}
}

func (p *parser) close(d *Directive, l *line, t token, text string) {
	w := p.word(l, t, l.from)
	w.Text, w.text = text, text
	d.Block.Close = w
	d.Block.End, p.before = p.before, nil
	d.Block.tail = p.src[w.Range.End.Byte:l.next]
	if rest := trimLine(l.text[t.end:]); rest != "" && Evaluated(d.Name.Text) {
		p.report(l.offset(t.end), l.end(len(l.text)), "Text after "+w.raw,
			"httpd compares the whole line that closes a conditional section.")
	}
}

// Evaluated tells whether httpd evaluates a section of that name while it reads the
// file, as it does <IfModule>: what stands in it counts where the section stands.
func Evaluated(name string) bool {
	return len(name) > 2 && equalFold(name[:2], "If") && !equalFold(name, "If")
}

func (p *parser) pop() *Directive {
	last := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	p.opens[foldName(last.Name.Text)]--
	if len(p.listed) > last.from {
		last.Block.Directives = slices.Clone(p.listed[last.from:])
		p.listed = p.listed[:last.from]
	}
	return last.Directive
}

// unclosed ends a section whose closer is missing.
func (p *parser) unclosed(d *Directive, why string) {
	d.Block.Unclosed = true
	p.diags = p.diags.Append(&hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  fmt.Sprintf("Section <%s> is not closed", d.Name.Text),
		Detail:   why,
		Subject:  d.header.Ptr(),
	})
}

// finish ends the sections that the end of the file leaves open.
func (p *parser) finish() {
	p.file.End = p.before
	for len(p.open) > 0 {
		d := p.pop()
		p.unclosed(d, fmt.Sprintf("The file ends without </%s>.", d.Name.Text))
	}
	p.file.Directives = p.listed
}

func (p *parser) report(start, end int, summary, detail string) {
	p.diags = p.diags.Append(&hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: summary, Detail: detail, Subject: p.rng(start, end).Ptr(),
	})
}

func (p *parser) rng(start, end int) hcl.Range { return p.lines.Range(p.file.Name, start, end) }

// foldName is a name as a key of a map: httpd ignores the case of ASCII letters.
func foldName(name string) string {
	b := []byte(name)
	for i := range b {
		b[i] = lower(b[i])
	}
	return string(b)
}
