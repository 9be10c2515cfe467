package source

import (
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// Text is the source of a file. The strings of a tree are pieces of it.
type Text struct {
	Name string
	Src  string
}

// Span is where something stands in a source: an hcl.Range in less than half its
// room, of which a tree has several in each node. The zero Span is of nothing that
// was read.
type Span struct {
	Of           *Text
	Start, End   int32 // byte offsets
	Line, Column int32 // of the start, from 1; columns are code points
}

// Read tells whether the span is in a source.
func (s Span) Read() bool { return s.Of != nil }

// Source is the text of the span.
func (s Span) Source() string {
	if s.Of == nil {
		return ""
	}
	return s.Of.Src[s.Start:s.End]
}

// From is the position at which the span starts.
func (s Span) From() hcl.Pos {
	return hcl.Pos{Line: int(s.Line), Column: int(s.Column), Byte: int(s.Start)}
}

// HCL returns the span as the range that diagnostics have.
func (s Span) HCL() hcl.Range {
	if s.Of == nil {
		return hcl.Range{}
	}
	return hcl.Range{Filename: s.Of.Name, Start: s.From(), End: Advance(s.From(), s.Source())}
}

// Advance moves a position over a text.
func Advance(p hcl.Pos, over string) hcl.Pos {
	p.Byte += len(over)
	if last := strings.LastIndexByte(over, '\n'); last >= 0 {
		p.Line += strings.Count(over, "\n")
		p.Column = 1
		over = over[last+1:]
	}
	p.Column += utf8.RuneCountInString(over)
	return p
}
