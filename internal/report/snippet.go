package report

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
	"github.com/everlinux/hagen/pkg/topology"
)

const (
	// maxLines is how many lines of a range are shown.
	maxLines = 4
	// cutWidth is the width to which lines are cut where no width was given.
	cutWidth = 160
	// margin is how many bytes of a very long line are looked at on each side of
	// the range: more than a screen shows, less than a megabyte.
	margin = 1024
	// ellipsis stands where a line was cut.
	ellipsis = "…"
)

var byteOrderMark = []byte("\ufeff")

// job is one call of Print: the printer and what it learnt about its files.
type job struct {
	*Printer
	lines   map[string]*source.Lines
	blocks  map[string][]block
	secrets *lexicalSecrets
	last    hiddenLine
}

// hiddenLine is what looks like a secret in one line. It is kept, for many places
// may be on one long line, and looking at all of that for each has no end.
type hiddenLine struct {
	file  string
	n     int
	spans []span
}

func newJob(p *Printer) *job {
	j := &job{Printer: p, lines: make(map[string]*source.Lines), blocks: make(map[string][]block)}
	j.secrets = findLexicalSecrets(p.Files, j.index)
	return j
}

// index returns the line index of a file, nil where there is no such file.
func (j *job) index(file string) *source.Lines {
	if l, ok := j.lines[file]; ok {
		return l
	}
	var l *source.Lines
	if src, ok := j.Files[file]; ok {
		l = source.NewLines(src)
	}
	j.lines[file] = l
	return l
}

// hidden returns what looks like a secret in line n of a file that there is.
func (j *job) hidden(file string, n int) []span {
	if j.last.file != file || j.last.n != n {
		lines := j.index(file)
		j.last = hiddenLine{file, n, j.secrets.inLine(file, lines.Start(n), lines.Line(n))}
	}
	return j.last.spans
}

// place writes where the range is, and the lines that it covers.
func (j *job) place(b *strings.Builder, r hcl.Range) {
	fmt.Fprintf(b, "  on %s", strings.ReplaceAll(j.text(r.Filename), "\n", " "))
	if r.Start.Line > 0 {
		fmt.Fprintf(b, " line %d, col %d", r.Start.Line, r.Start.Column)
	}
	lines := j.index(r.Filename)
	if lines == nil || r.Start.Line == 0 {
		b.WriteString("\n")
		return
	}
	if header := j.enclosing(r.Filename, r.Start.Line); header != "" {
		fmt.Fprintf(b, ", in %s", header)
	}
	b.WriteString(":\n")
	j.snippet(b, r)
}

// snippet writes the lines that the range covers, and marks the range.
func (j *job) snippet(b *strings.Builder, r hcl.Range) {
	lines := j.index(r.Filename)
	from, to := j.offsets(lines, r)
	first, last := lines.Pos(from).Line, lines.Pos(max(from, to-1)).Line
	shown := min(last, first+maxLines-1)
	digits := len(strconv.Itoa(shown))
	write := func(gutter, text string) {
		gutter = fmt.Sprintf("%*s |", digits, gutter)
		fmt.Fprintf(b, "  %s\n", strings.TrimRight(j.paint(dim, gutter)+" "+text, " "))
	}
	for n := first; n <= shown; n++ {
		text, caret, cells := j.line(r.Filename, n, from, to)
		write(strconv.Itoa(n), text)
		if n == first {
			write("", strings.Repeat(" ", caret)+j.paint(red, strings.Repeat("^", max(1, cells))))
		}
	}
	if shown < last {
		write("", ellipsis)
	}
}

// offsets returns the byte offsets of a range, held within the file. Lines and
// columns decide where a producer left the offsets out.
func (j *job) offsets(lines *source.Lines, r hcl.Range) (from, to int) {
	offset := func(p hcl.Pos) int {
		if at := lines.Pos(p.Byte); at.Line == p.Line && at.Byte == p.Byte {
			return at.Byte
		}
		n := max(1, min(p.Line, lines.Count()))
		line := lines.Line(n)
		at := 0
		for range max(0, p.Column-1) {
			_, size := utf8.DecodeRune(line[at:])
			at += size
		}
		return lines.Start(n) + at
	}
	from = offset(r.Start)
	return from, max(from, offset(r.End))
}

// line returns line n as it may be shown, and which of its cells lie between the
// byte offsets from and to of the file.
func (j *job) line(file string, n, from, to int) (text string, caret, cells int) {
	lines := j.index(file)
	start := lines.Start(n)
	end := start + len(lines.Line(n))
	from, to = min(max(from, start), end), min(max(to, start), end)
	src, cutLeft, cutRight := j.Files[file], "", ""
	if end-start > 4*margin {
		if from-start > margin {
			start, cutLeft = runeStart(src, from-margin), ellipsis
		}
		if end-from > margin {
			end, cutRight = runeStart(src, from+margin), ellipsis
			to = min(to, end)
		}
	}
	if start == 0 && bytes.HasPrefix(src, byteOrderMark) {
		start, from, to = min(3, end), max(3, from), max(3, to)
	}
	hidden := j.hidden(file, n)
	masked := func(from, to int) string { return j.masked(file, from, to, hidden) }
	before, marked, after := masked(start, from), masked(from, to), masked(to, end)
	if whole := masked(start, end); whole != before+marked+after {
		// An end of the range lies within a secret: mark the line as a whole.
		trimmed := strings.TrimLeft(whole, " \t")
		before, marked, after = whole[:len(whole)-len(trimmed)], trimmed, ""
	}
	before, caret = display(before, 0)
	marked, cells = display(marked, caret)
	after, _ = display(after, caret+cells)
	return fit(cutLeft+before+marked+after+cutRight, textCells(cutLeft)+caret, cells, j.lineWidth())
}

// runeStart moves an offset to the beginning of the rune that it lies in.
func runeStart(text []byte, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// masked returns the bytes of a file between two offsets as they may be shown.
// hidden are the parts of their line that look like secrets.
func (j *job) masked(file string, from, to int, hidden []span) string {
	src := j.Files[file]
	var b strings.Builder
	first := sort.Search(len(hidden), func(i int) bool { return hidden[i].to > from })
	for _, h := range hidden[first:] {
		if h.from >= to {
			break
		}
		if h.from > from {
			b.WriteString(j.Secrets.MaskSource(file, from, string(src[from:h.from])))
		}
		b.WriteString(topology.Redacted)
		from = min(h.to, to)
	}
	b.WriteString(j.Secrets.MaskSource(file, from, string(src[from:to])))
	return b.String()
}

// lineWidth is the number of cells for the text of a source line, the gutter
// taken off.
func (j *job) lineWidth() int {
	if j.Width == 0 {
		return cutWidth
	}
	return max(20, j.Width-8)
}

// fit cuts a displayed line to limit cells so that the marked cells, or as many
// of them as there is room for, stay in sight.
func fit(text string, caret, cells, limit int) (string, int, int) {
	total := textCells(text)
	if total <= limit {
		return text, caret, cells
	}
	left := max(0, min(caret-limit/3, total-limit))
	right := left + limit
	text = cut(text, left, right)
	if left > 0 {
		text = ellipsis + cut(text, 1, limit)
	}
	if right < total {
		text = cut(text, 0, textCells(text)-1) + ellipsis
	}
	caret -= left
	return text, caret, max(0, min(cells, limit-caret))
}
