package hosts

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// Parse reads a hosts file; filename is what ranges show. The tree holds every
// byte of src. Diagnostics are errors for lines that the resolver passes over,
// and warnings for names that are none by RFC 1123.
func Parse(filename string, src []byte) (*File, hcl.Diagnostics) {
	p := &parser{name: filename, lines: source.NewLines(src)}
	f := &File{Name: filename}
	text := string(src)
	trivia := 0 // where what stands before the next entry begins
	at := 0
	for line := range strings.Lines(text) {
		start, end := p.extent(line)
		if start < end {
			e := p.entry(text, at+start, at+end)
			e.Before = text[trivia : at+start]
			trivia = at + end
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

// extent returns where the words of a line begin and end: a "#" anywhere begins a
// comment, in the middle of a word too.
func (p *parser) extent(line string) (start, end int) {
	if hash := strings.IndexByte(line, '#'); hash >= 0 {
		line = line[:hash]
	}
	end = len(strings.TrimRight(line, blanks))
	return len(line[:end]) - len(strings.TrimLeft(line[:end], blanks)), end
}

// blanks separate words: what isspace() of the C library is in the C locale.
const blanks = " \t\n\v\f\r"

// entry reads the words between two offsets.
func (p *parser) entry(src string, start, end int) *Entry {
	e := &Entry{raw: src[start:end]}
	for at := start; at < end; {
		n := strings.IndexAny(src[at:end], blanks)
		if n < 0 {
			n = end - at
		}
		w := Word{Text: src[at : at+n], Range: p.lines.Range(p.name, at, at+n), read: src[at : at+n]}
		if at == start {
			e.Address = w
		} else {
			e.Names = append(e.Names, w)
		}
		at += n
		at += len(src[at:end]) - len(strings.TrimLeft(src[at:end], blanks))
	}
	e.names = len(e.Names)
	e.rng = e.Address.Range
	if e.names > 0 {
		e.rng = hcl.RangeBetween(e.Address.Range, e.Names[e.names-1].Range)
	}
	p.check(e)
	return e
}

func (p *parser) report(severity hcl.DiagnosticSeverity, r hcl.Range, summary, format string, args ...any) {
	p.diags = append(p.diags, &hcl.Diagnostic{
		Severity: severity, Summary: summary, Detail: fmt.Sprintf(format, args...), Subject: &r,
	})
}

// check reports what the resolver passes over, and what it finds and nothing else does.
func (p *parser) check(e *Entry) {
	if _, ok := e.Addr(); !ok {
		p.report(hcl.DiagError, e.Address.Range, "Malformed address",
			"%q is no address, so that the resolver passes over the line.%s", clip(e.Address.Text), p.hint(e))
		return
	}
	if len(e.Names) == 0 {
		p.report(hcl.DiagError, e.rng, "Address without a name", "%s has no name, so that the line does nothing.", e.Address.Text)
	}
	for _, n := range e.Names {
		if !isHostname(n.Text) {
			p.report(hcl.DiagWarning, n.Range, "Malformed name",
				"%q is no host name: letters, digits, '-' and '.' are, beginning and ending with a letter or digit.", clip(n.Text))
		}
	}
}

// hint says what went wrong with an address where that is plain.
func (p *parser) hint(e *Entry) string {
	address, zone, found := strings.Cut(e.Address.Text, "%")
	if _, ok := ParseAddr(address); ok && found && zone != "" {
		return " It reads no zone: leave \"%" + clip(zone) + "\" out."
	}
	for _, n := range e.Names {
		if _, ok := ParseAddr(n.Text); ok {
			return " The address stands first in a line, the names after it."
		}
	}
	if strings.Contains(e.Address.Text, "/") {
		return " It has no prefix length here."
	}
	return ""
}

// hostnamePattern follows RFC 1123; it admits the underscore, which no resolver
// refuses.
var hostnamePattern = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\.?$`)

func isHostname(name string) bool { return len(name) <= 254 && hostnamePattern.MatchString(name) }

// clip shortens a text for a message.
func clip(s string) string {
	const limit = 40
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return s
}
