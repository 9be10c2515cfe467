package nginx

import (
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// text is the source of a file. The strings of the tree are pieces of it.
type text struct {
	name string
	src  string
}

// span is where something stands in a source: an hcl.Range in less than half its
// room, of which a tree has several in each node. The zero span is of nothing that
// was read.
type span struct {
	of           *text
	start, end   int32 // byte offsets
	line, column int32 // of the start, from 1; columns are code points
}

// read tells whether the span is in a source.
func (s span) read() bool { return s.of != nil }

// source is the text of the span.
func (s span) source() string {
	if s.of == nil {
		return ""
	}
	return s.of.src[s.start:s.end]
}

// from is the position at which the span starts.
func (s span) from() hcl.Pos {
	return hcl.Pos{Line: int(s.line), Column: int(s.column), Byte: int(s.start)}
}

// hcl returns the span as the range that diagnostics have.
func (s span) hcl() hcl.Range {
	if s.of == nil {
		return hcl.Range{}
	}
	return hcl.Range{Filename: s.of.name, Start: s.from(), End: advance(s.from(), s.source())}
}

// advance moves a position over a text.
func advance(p hcl.Pos, over string) hcl.Pos {
	p.Byte += len(over)
	if last := strings.LastIndexByte(over, '\n'); last >= 0 {
		p.Line += strings.Count(over, "\n")
		p.Column = 1
		over = over[last+1:]
	}
	p.Column += utf8.RuneCountInString(over)
	return p
}
