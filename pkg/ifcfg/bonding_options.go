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
			o.Range = w.within(offsets, start, end)
			o.ValueRange = w.within(offsets, end-len(o.Value), end)
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

// within returns the range of a part of the word's text.
func (w Word) within(offsets []int, start, end int) hcl.Range {
	first, last := offsets[start], offsets[end]
	if end > start { // not the closing quote that follows
		last = offsets[end-1] + 1
	}
	return hcl.Range{
		Filename: w.Range.Filename,
		Start:    advance(w.Range.Start, w.raw[:first]),
		End:      advance(w.Range.Start, w.raw[:last]),
	}
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
