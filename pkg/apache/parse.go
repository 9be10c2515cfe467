package apache

import (
	"fmt"
	"math"
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
	of := &source.Text{Name: filename, Src: string(src)}
	var p *parser
	if len(src) > math.MaxInt32 {
		p = newParser(of, dialect, 0)
		p.at = len(src)
		p.before = []Trivia{{Kind: Junk, Text: trimLine(p.src), raw: p.src}}
		p.report(0, 0, "File too large", fmt.Sprintf("A configuration of %d bytes is not read.", len(src)))
	} else {
		p = parsePieces(of, dialect, pieceStarts(of.Src))
	}
	return p.finish(), p.diags
}

type parser struct {
	of      *source.Text
	src     string
	dialect Dialect

	at     int     // the offset of the next line to read
	known  hcl.Pos // the last position that was worked out
	bom    bool
	lines  *source.Lines // for errors, nil until there is one
	diags  hcl.Diagnostics
	before []Trivia        // lines waiting for the directive below them
	open   []openSection   // sections that are not closed yet, the outermost first
	opens  map[string]*int // how many of a name are open, by how it is spelt
	listed []*Directive    // of the file and the open sections, those of the innermost last
	words  []Word          // of the directive that is read

	directives slab.Slab[Directive]
	blocks     slab.Slab[Block]
	args       slab.Slab[Word]
	lists      slab.Slab[*Directive]
}

// openSection is a section that is not closed yet.
type openSection struct {
	*Directive
	from int  // where its directives begin in parser.listed
	open *int // how many of its name are open
}

// newParser returns a parser that begins at an offset.
func newParser(of *source.Text, dialect Dialect, at int) *parser {
	return &parser{
		of: of, src: of.Src, dialect: dialect, at: at, opens: make(map[string]*int),
		known: hcl.Pos{Line: 1 + strings.Count(of.Src[:at], "\n"), Column: 1, Byte: at},
	}
}

// parse reads the lines that begin before an offset.
func (p *parser) parse(until int) {
	if p.at == 0 {
		p.byteOrderMark()
	}
	for p.at < until {
		l := p.dialect.readLine(p.src, p.at)
		p.line(&l)
		p.at = l.next
	}
}

const byteOrderMark = "\xef\xbb\xbf"

func (p *parser) byteOrderMark() {
	if !strings.HasPrefix(p.src, byteOrderMark) {
		return
	}
	p.bom, p.at = true, len(byteOrderMark)
	p.report(0, p.at, "Byte order mark",
		"httpd reads the mark as a part of the first directive's name. Save the file as UTF-8 without a byte order mark.")
}

// line adds one logical line to the tree. Where the rest of the file is not to be
// read, it makes that a part of the line.
func (p *parser) line(l *line) {
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
	default:
		p.directive(l, name)
	}
}

// trivia keeps a line for the directive below it.
func (p *parser) trivia(kind TriviaKind, l *line) {
	raw := p.src[l.from:l.next]
	text := trimLine(raw)
	start := l.from + strings.Index(raw, text)
	p.before = append(p.before, Trivia{Kind: kind, Text: text, at: p.span(start, start+len(text)), raw: raw})
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
	d.header = d.Name.at
	if section && name.quote == 0 {
		p.withoutBrackets(&d.Name)
	}
	p.before = nil
	p.arguments(d, l, name, section)
	p.listed = append(p.listed, d)
	if section {
		d.Block = p.blocks.One()
		n := p.opened(text)
		*n++
		p.open = append(p.open, openSection{d, len(p.listed), n})
	}
}

// withoutBrackets narrows the word that begins a section to the section's name.
func (p *parser) withoutBrackets(w *Word) {
	raw := w.at.Source()
	name := strings.TrimLeftFunc(strings.TrimPrefix(raw, "<"), unicode.IsSpace)
	bracket := len(raw) - len(name)
	w.at = p.span(int(w.at.Start)+bracket, int(w.at.End))
	w.at.End -= int32(len(name) - len(strings.TrimSuffix(name, ">")))
	w.lead += int32(bracket)
}

// opened returns the count of open sections of a name.
func (p *parser) opened(name string) *int {
	n := p.opens[name]
	if n == nil {
		folded := foldName(name)
		if n = p.opens[folded]; n == nil {
			n = new(int)
			p.opens[folded] = n
		}
		p.opens[name] = n
	}
	return n
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
	next := nextWord
	if d.Is("RewriteRule") || d.Is("RewriteCond") {
		next = nextRewriteWord
	}
	previous := int(d.Name.at.End)
	for at := name.end; ; {
		t, ok := next(args, at)
		if !ok {
			break
		}
		w := p.word(l, t, previous)
		p.words = append(p.words, w)
		at, previous = t.end, int(w.at.End)
		end = max(end, previous)
	}
	d.Args = p.args.Keep(p.words)
	p.words = p.words[:0]
	d.tail = p.src[previous:l.next]
	d.header.End = int32(end)
}

// word makes a Word of a token; previous is the offset where the one before ends.
func (p *parser) word(l *line, t token, previous int) Word {
	start, end := l.offset(t.start), l.end(t.end)
	return Word{Text: t.text, Quote: t.quote, at: p.span(start, end), lead: int32(start - previous), text: t.text}
}

// closer reads the line that closes a section.
func (p *parser) closer(l *line, t token) {
	start, end := l.offset(t.start), l.end(t.end)
	text, bracketed := strings.CutSuffix(t.text[len("</"):], ">")
	if !bracketed {
		p.report(start, end, "Closing line without >",
			fmt.Sprintf("A section is closed by </%s>, without blanks.", text))
	}
	if *p.opened(text) == 0 {
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
		p.unclosed(d, fmt.Sprintf("</%s> on line %d comes before </%s>.", text, p.rng(start, start).Start.Line, d.Name.Text))
	}
}

func (p *parser) close(d *Directive, l *line, t token, text string) {
	w := p.word(l, t, l.from)
	w.Text, w.text = text, text
	d.Block.Close = w
	d.Block.End, p.before = p.before, nil
	d.Block.tail = p.src[w.at.End:l.next]
	if rest := trimLine(l.text[t.end:]); rest != "" && Evaluated(d.Name.Text) {
		p.report(l.offset(t.end), l.end(len(l.text)), "Text after "+w.Raw(),
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
	*last.open--
	last.Block.Directives = p.lists.Keep(p.listed[last.from:])
	p.listed = p.listed[:last.from]
	return last.Directive
}

// unclosed ends a section whose closer is missing.
func (p *parser) unclosed(d *Directive, why string) {
	d.Block.Unclosed = true
	p.diags = p.diags.Append(&hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  fmt.Sprintf("Section <%s> is not closed", d.Name.Text),
		Detail:   why,
		Subject:  d.Header().Ptr(),
	})
}

// finish ends the sections that the end of the file leaves open, and returns the
// file.
func (p *parser) finish() *File {
	for len(p.open) > 0 {
		d := p.pop()
		p.unclosed(d, fmt.Sprintf("The file ends without </%s>.", d.Name.Text))
	}
	return &File{Name: p.of.Name, Dialect: p.dialect, BOM: p.bom, Directives: p.listed, End: p.before}
}

func (p *parser) report(start, end int, summary, detail string) {
	p.diags = p.diags.Append(&hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: summary, Detail: detail, Subject: p.rng(start, end).Ptr(),
	})
}

// rng is any range of the source.
func (p *parser) rng(start, end int) hcl.Range {
	if p.lines == nil {
		p.lines = source.NewLines([]byte(p.src))
	}
	return p.lines.Range(p.of.Name, start, end)
}

// span is the span from byte offset start up to, not including, end. Spans are
// asked for from left to right alone, which keeps the cost of all of them at one
// walk over the text.
func (p *parser) span(start, end int) source.Span {
	p.known = source.Advance(p.known, p.src[p.known.Byte:start])
	return source.Span{Of: p.of, Start: int32(start), End: int32(end), Line: int32(p.known.Line), Column: int32(p.known.Column)}
}

// foldName is a name as a key of a map: httpd ignores the case of ASCII letters.
func foldName(name string) string {
	upper := strings.IndexFunc(name, func(c rune) bool { return 'A' <= c && c <= 'Z' })
	if upper < 0 {
		return name
	}
	b := []byte(name)
	for i := range b {
		b[i] = lower(b[i])
	}
	return string(b)
}
