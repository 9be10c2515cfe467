package report

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// Viewer shows places of a printer's files. What it learns about a file it keeps,
// so that a thousand places cost one look at it. It is not safe for concurrent use.
type Viewer struct {
	job  *job
	last seenLine
}

// seenLine is what is known of one line: places come in order, and many of them
// may be on one long line.
type seenLine struct {
	file  string
	n     int
	shown string   // the line as it may be shown
	words []string // what looks like a secret in it
}

// Viewer returns a viewer of the printer's files.
func (p *Printer) Viewer() *Viewer { return &Viewer{job: newJob(p)} }

// Snippet returns the lines of a range, the place marked, and the header of the
// block of a topology that they are in; "" where there is none.
func (v *Viewer) Snippet(r hcl.Range) (snippet, in string) {
	if v.job.index(r.Filename) == nil {
		return "", ""
	}
	var b strings.Builder
	v.job.snippet(&b, r)
	return b.String(), v.job.enclosing(r.Filename, r.Start.Line)
}

// Lines returns a function that gives line n, counted from 1, of a file as it
// may be shown, tabs and all; "" where the file has no such line.
func (v *Viewer) Lines(file string) func(n int) string {
	return func(n int) string { return v.look(file, n).shown }
}

// look looks at a line.
func (v *Viewer) look(file string, n int) *seenLine {
	if v.last.file == file && v.last.n == n {
		return &v.last
	}
	v.last = seenLine{file: file, n: n}
	lines := v.job.index(file)
	if lines == nil || n < 1 || n > lines.Count() {
		return &v.last
	}
	line, start := lines.Line(n), lines.Start(n)
	hidden := v.job.hidden(file, n)
	for _, h := range hidden {
		v.last.words = append(v.last.words, wordsOf(string(line[h.from-start:h.to-start]))...)
	}
	fields := strings.Split(v.job.masked(file, start, start+len(line), hidden), "\t")
	for i, field := range fields {
		fields[i], _ = display(field, 0)
	}
	v.last.shown = strings.Join(fields, "\t")
	return &v.last
}

// wordsOf are the words that a hidden part of a line may be called by: it reaches
// to the end of the line where nothing says where the value ends.
func wordsOf(hidden string) []string {
	const quotes = `"'`
	words := []string{strings.Trim(hidden, quotes)}
	if value := strings.TrimLeft(hidden, quotes); value != hidden {
		value, _, _ = strings.Cut(value, hidden[:1])
		words = append(words, value)
	} else if fields := strings.Fields(hidden); len(fields) > 0 {
		words = append(words, fields[0])
	}
	return slices.DeleteFunc(words, func(w string) bool { return len(w) < shortestHidden })
}

// Text returns a text of one line as it may be shown: without secrets, and
// without bytes that would steer a terminal.
func (v *Viewer) Text(s string) string { return strings.ReplaceAll(v.job.text(s), "\n", " ") }

// Message is [Viewer.Text] for what is said of a place: it does not show what the
// line of the place hides, either.
func (v *Viewer) Message(at hcl.Range, s string) string {
	for _, word := range v.look(at.Filename, at.Start.Line).words {
		s = strings.ReplaceAll(s, word, topology.Redacted)
	}
	return v.Text(s)
}

// shortestHidden is the length from which on a word that one line hides is
// hidden elsewhere, too: a shorter one is part of too many others.
const shortestHidden = 3

// MayInsert tells whether a text may be shown that would stand in place of a
// range: neither it nor what it replaces has a secret in it.
func (v *Viewer) MayInsert(at hcl.Range, text string) bool {
	j := v.job
	if j.Secrets.Mask(text) != text {
		return false
	}
	for line := range strings.Lines(text) {
		if len(j.secrets.inLine(at.Filename, at.Start.Byte, []byte(strings.TrimRight(line, "\r\n")))) > 0 {
			return false
		}
	}
	lines := j.index(at.Filename)
	if lines == nil {
		return false
	}
	from, to := j.offsets(lines, at)
	for n := lines.Pos(from).Line; n <= lines.Pos(to).Line; n++ {
		touched := func(h span) bool { return h.from <= to && from <= h.to }
		told := func(word string) bool { return strings.Contains(text, word) }
		if slices.ContainsFunc(j.hidden(at.Filename, n), touched) || slices.ContainsFunc(v.look(at.Filename, n).words, told) {
			return false
		}
	}
	replaced := string(j.Files[at.Filename][from:to])
	return j.Secrets.MaskSource(at.Filename, from, replaced) == replaced
}

// Range returns a range as other programs count: it lies within its file, columns
// count code points from 1, and a byte order mark is no character. HCL counts
// what looks like one character to a person. A range without a place is the
// beginning of the file.
func (v *Viewer) Range(r hcl.Range) hcl.Range {
	lines := v.job.index(r.Filename)
	if lines == nil || r.Start.Line == 0 {
		at := hcl.Pos{Line: max(1, r.Start.Line), Column: max(1, r.Start.Column), Byte: r.Start.Byte}
		return hcl.Range{Filename: r.Filename, Start: at, End: at}
	}
	from, to := v.job.offsets(lines, r)
	at := lines.Range(r.Filename, from, to)
	if bytes.HasPrefix(v.job.Files[r.Filename], byteOrderMark) {
		withoutMark(&at.Start)
		withoutMark(&at.End)
	}
	return at
}

func withoutMark(p *hcl.Pos) {
	if mark := utf8.RuneCount(byteOrderMark); p.Line == 1 {
		p.Column = max(1, p.Column-mark)
	}
}

// Values says what the references in a diagnostic's failed expression stood for,
// one to a line.
func (v *Viewer) Values(d *hcl.Diagnostic) []string { return v.job.values(d) }
