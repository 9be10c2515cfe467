package fstab

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// Parse reads a fstab; filename is what ranges show. The tree holds every byte of src.
// Diagnostics are errors for lines that mount(8) passes over.
func Parse(filename string, src []byte) (*File, hcl.Diagnostics) {
	p := &parser{name: filename, lines: source.NewLines(src)}
	f := &File{Name: filename}
	text := string(src)
	trivia, at := 0, 0 // where what stands before the next entry begins, and the line
	for line := range strings.Lines(text) {
		start := at + len(line) - len(strings.TrimLeft(line, blanks))
		end := at + len(strings.TrimRight(line, blanks))
		if start < end && text[start] != '#' {
			e := p.entry(text, start, end)
			e.Before = text[trivia:start]
			trivia = end
			f.Entries = append(f.Entries, e)
		}
		at += len(line)
	}
	f.Trailer = text[trivia:]
	return f, p.diags
}

type parser struct {
	name  string
	lines *source.Lines
	diags hcl.Diagnostics
}

// blanks separate fields; a carriage return stands before the line end of files from
// other systems.
const blanks = " \t\n\r"

// entry reads the fields between two offsets.
func (p *parser) entry(src string, start, end int) *Entry {
	e := &Entry{raw: src[start:end], rng: p.lines.Range(p.name, start, end)}
	fields := []*Word{&e.Device, &e.MountPoint, &e.Type, &e.Options, &e.Freq, &e.PassNo}
	n := 0
	for at := start; at < end && n < len(fields); n++ {
		length := strings.IndexAny(src[at:end], blanks)
		if length < 0 {
			length = end - at
		}
		*fields[n] = Word{Text: unescape(src[at : at+length]), Range: p.lines.Range(p.name, at, at+length)}
		at += length
		at += len(src[at:end]) - len(strings.TrimLeft(src[at:end], blanks))
	}
	if n < 3 {
		p.report(e.rng, "Line without a type", "A line has a device, a mount point and a type at least; mount passes over this one.")
	}
	for _, w := range fields[4:] {
		if _, err := strconv.ParseUint(w.Text, 10, 31); w.Text != "" && err != nil {
			p.report(w.Range, "Malformed number", "The fifth and the sixth field are numbers; mount passes over this line.")
		}
	}
	return e
}

func (p *parser) report(r hcl.Range, summary, format string, args ...any) {
	p.diags = append(p.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: summary, Detail: fmt.Sprintf(format, args...), Subject: &r,
	})
}

// escape is a byte in octal digits.
var escape = regexp.MustCompile(`\\[0-3][0-7]{2}`)

// unescape undoes the escapes of a field.
func unescape(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	return escape.ReplaceAllStringFunc(text, func(digits string) string {
		n, _ := strconv.ParseUint(digits[1:], 8, 8) // the pattern holds it to a byte
		return string([]byte{byte(n)})
	})
}
