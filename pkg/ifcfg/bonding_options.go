package ifcfg

import (
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// Option is one key=value of BONDING_OPTS or of a modprobe options line.
type Option struct {
	// Name is the parameter, as written.
	Name string
	// Value is what stands after the "=".
	Value string
	// HasValue is false where there is no "=".
	HasValue bool
	// Range is the option, ValueRange its value. They are zero where the option
	// was not read from a file.
	Range, ValueRange hcl.Range
}

// ParseOptions takes the value of BONDING_OPTS apart as ifup does: at blanks,
// which no quoting protects, and at the first "=" of each part.
func ParseOptions(w Word) []Option {
	var options []Option
	var offsets []int
	read := reader{raw: w.raw, pos: w.Range.Start}
	for start := 0; start < len(w.Text); {
		if isBlank(w.Text[start]) {
			start++
			continue
		}
		end := start
		for end < len(w.Text) && !isBlank(w.Text[end]) {
			end++
		}
		o := Option{}
		o.Name, o.Value, o.HasValue = strings.Cut(w.Text[start:end], "=")
		if w.Range != (hcl.Range{}) && w.read == w.Text {
			if offsets == nil {
				offsets = w.offsets()
			}
			o.Range = hcl.Range{Filename: w.Range.Filename, Start: read.to(offsets[start])}
			o.ValueRange.Filename = w.Range.Filename
			if o.Value != "" {
				o.ValueRange.Start = read.to(offsets[end-len(o.Value)])
			}
			o.Range.End = read.to(offsets[end-1] + 1) // not the closing quote that follows
			o.ValueRange.End = o.Range.End
			if o.Value == "" {
				o.ValueRange.Start = read.to(offsets[end])
				o.ValueRange.End = o.ValueRange.Start
			}
		}
		options = append(options, o)
		start = end
	}
	return options
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// offsets returns, for each byte of the word's text, where it stands in the word
// as written, and last where the word ends.
func (w Word) offsets() []int {
	if w.Expands || w.raw == w.Text {
		offsets := make([]int, len(w.Text)+1)
		for i := range offsets {
			offsets[i] = i
		}
		return offsets
	}
	s := scanWord(w.raw, 0, true)
	return append(s.offsets, s.at)
}

// reader goes through a word as written.
type reader struct {
	raw string
	at  int
	pos hcl.Pos // of at
}

// to goes on to an offset, and returns the position there.
func (r *reader) to(offset int) hcl.Pos {
	r.pos, r.at = advance(r.pos, r.raw[r.at:offset]), offset
	return r.pos
}

// advance returns the position after a text that begins at a position.
func advance(p hcl.Pos, text string) hcl.Pos {
	p.Byte += len(text)
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		p.Line += strings.Count(text, "\n")
		p.Column, text = 1, text[i+1:]
	}
	p.Column += utf8.RuneCountInString(text)
	return p
}
