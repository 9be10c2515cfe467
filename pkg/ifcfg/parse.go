package ifcfg

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// maxUnclosed is how many quotes without an end Parse looks past in one file.
const maxUnclosed = 20

// Parse reads an ifcfg file; filename is what ranges show. The tree holds every
// byte of src. Diagnostics are errors for what bash would not read as an
// assignment (commands, shell constructs, quotes that nothing closes) and
// warnings for values that only bash can work out.
func Parse(filename string, src []byte) (*File, hcl.Diagnostics) {
	p := &parser{src: string(src), name: filename, lines: source.NewLines(src)}
	f := &File{Name: filename}
	p.checkBytes()
	for {
		before := p.trivia()
		if p.at == len(p.src) {
			f.Trailer = before
			return f, p.diags
		}
		statement := p.statement()
		statement[0].Before = before
		f.Directives = append(f.Directives, statement...)
	}
}

type parser struct {
	src      string
	name     string
	lines    *source.Lines
	at       int
	ended    bool // a simple statement was read, which a ";" may end
	unclosed int
	diags    hcl.Diagnostics
}

func (p *parser) rangeOf(start, end int) hcl.Range { return p.lines.Range(p.name, start, end) }

func (p *parser) report(severity hcl.DiagnosticSeverity, r hcl.Range, summary, format string, args ...any) {
	p.diags = append(p.diags, &hcl.Diagnostic{
		Severity: severity, Summary: summary, Detail: fmt.Sprintf(format, args...), Subject: &r,
	})
}

// checkBytes reports what no text file holds. bash drops NUL bytes, or refuses
// the file as a binary one.
func (p *parser) checkBytes() {
	if i := strings.IndexByte(p.src, 0); i >= 0 {
		p.report(hcl.DiagError, p.rangeOf(i, i+1), "NUL byte",
			"The file holds %d NUL bytes, which bash drops or refuses to read.", strings.Count(p.src, "\x00"))
	}
}

// trivia steps over blanks, line ends, comments and the semicolon after a statement.
func (p *parser) trivia() string {
	start := p.at
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == ' ' || c == '\t':
			p.at++
		case c == '\n':
			p.at++
			p.ended = false
		case c == ';' && p.ended:
			p.at++
			p.ended = false
		case c == '#':
			p.at = p.lineEnd(p.at)
		case strings.HasPrefix(p.src[p.at:], "\\\n"):
			p.at += 2
		default:
			return p.src[start:p.at]
		}
	}
	return p.src[start:]
}

// blanks steps over blanks between words.
func (p *parser) blanks() {
	for p.at < len(p.src) {
		switch {
		case p.src[p.at] == ' ' || p.src[p.at] == '\t':
			p.at++
		case strings.HasPrefix(p.src[p.at:], "\\\n"):
			p.at += 2
		default:
			return
		}
	}
}

// lineEnd returns the offset of the line end at or after an offset.
func (p *parser) lineEnd(from int) int {
	if i := strings.IndexByte(p.src[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(p.src)
}

// word is one word of a statement: where it stands and what it says.
type word struct {
	*wordScanner
	start, end int
}

// statement reads what stands up to a line end or a semicolon. It returns at
// least one directive: several where one line makes several assignments.
func (p *parser) statement() []*Directive {
	start := p.at
	var words []word
	end := start
	for p.blanks(); p.at < len(p.src); p.blanks() {
		c := p.src[p.at]
		if c == '\n' || c == '#' || c == ';' && len(words) > 0 {
			break
		}
		if isMeta(c) {
			return p.construct(start)
		}
		w := word{scanWord(p.src, p.at, false), p.at, 0}
		if w.unclosed >= 0 {
			return p.unclosedAt(start, w.unclosed)
		}
		w.end = w.at
		if len(words) == 0 && isReserved(p.src[w.start:w.end]) {
			return p.construct(start)
		}
		words = append(words, w)
		p.at, end = w.at, w.at
	}
	p.at, p.ended = end, true
	return p.classify(start, end, words)
}

// classify tells assignments from a command.
func (p *parser) classify(start, end int, words []word) []*Directive {
	n := 0
	for n < len(words) && words[n].equals >= 0 {
		n++
	}
	if n == len(words) {
		return p.assignments(words)
	}
	if n == 0 && p.src[words[0].start:words[0].end] == "export" && len(words) > 1 && allAssign(words[1:]) {
		first := p.lines.Pos(start)
		for _, w := range words[1:] {
			w.expands = w.expands || w.brace // as in the arguments of any command
		}
		list := p.assignments(words[1:])
		for _, d := range list {
			d.Export = true
		}
		list[0].export = p.src[start:words[1].start]
		list[0].rng.Start = first
		return list
	}
	return []*Directive{p.command(start, end, words, n)}
}

func allAssign(words []word) bool {
	for _, w := range words {
		if w.equals < 0 {
			return false
		}
	}
	return true
}

// assignments turns words that all assign into directives.
func (p *parser) assignments(words []word) []*Directive {
	list := make([]*Directive, len(words))
	for i, w := range words {
		list[i] = p.assignment(w)
		if i > 0 {
			list[i].Before = p.src[words[i-1].end:w.start]
		}
		if list[i].Value.Expands {
			p.report(hcl.DiagWarning, list[i].Value.Range, "Value that the shell works out",
				"bash replaces a part of the value of %s when it reads the file; what comes out is not known here, and NetworkManager takes the text as it is.",
				list[i].Name.Text)
		}
	}
	return list
}

func (p *parser) assignment(w word) *Directive {
	name := string(w.text[:w.valueText-1])
	d := &Directive{Kind: Assignment, Append: w.append}
	if w.append {
		name = name[:len(name)-1]
	}
	nameEnd := w.equals
	for nameEnd > w.start && !isNameByte(p.src[nameEnd-1]) { // "+", a line that goes on
		nameEnd--
	}
	d.Name = p.newWord(name, w.start, nameEnd)
	d.sign = p.src[nameEnd : w.equals+1]
	d.Value = p.newWord(string(w.text[w.valueText:]), w.equals+1, w.end)
	d.rng = hcl.RangeBetween(d.Name.Range, d.Value.Range)
	if w.expands {
		d.Value.leave()
	}
	return d
}

// newWord makes the word that stands between two offsets. Words are made from
// left to right, or else the columns of a long line cost the square of its length.
func (p *parser) newWord(text string, start, end int) Word {
	raw := p.src[start:end]
	w := Word{Text: text, Range: p.rangeOf(start, end), raw: raw, read: text}
	if n := len(raw); n >= 2 && raw[0] == raw[n-1] && (raw[0] == '\'' || raw[0] == '"') &&
		strings.IndexByte(raw[1:n-1], raw[0]) < 0 {
		w.Quote = raw[0]
	}
	return w
}

// leave marks a word as one that only bash can work out.
func (w *Word) leave() { w.Expands, w.Text, w.read = true, w.raw, w.raw }
