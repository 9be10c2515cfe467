// Package source turns byte offsets of a text into lines and columns.
package source

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// Lines is the line index of one text. It is not safe for concurrent use: it
// remembers the last position asked for, which keeps a scan from left to right
// linear even where the whole text is a single line.
type Lines struct {
	src    []byte
	starts []int // byte offset of the first byte of each line

	lastOffset, lastColumn, lastLine int
	columns                          map[int][]hcl.Pos // of long lines, every stride bytes or so
}

// stride is the distance of the positions that are kept of a long line.
const stride = 1024

// NewLines indexes src, whose lines end in "\n".
func NewLines(src []byte) *Lines {
	starts := make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	for i, b := range src {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return &Lines{src: src, starts: starts, lastLine: -1}
}

// Count is the number of lines; a text that ends in "\n" has an empty last line.
func (l *Lines) Count() int { return len(l.starts) }

// Line returns line n, counted from 1, without its line ending; nil where the
// text has no such line.
func (l *Lines) Line(n int) []byte {
	if n < 1 || n > len(l.starts) {
		return nil
	}
	end := len(l.src)
	if n < len(l.starts) {
		end = l.starts[n] - 1
	}
	return bytes.TrimSuffix(l.src[l.starts[n-1]:end], []byte{'\r'})
}

// Start returns the byte offset at which line n, counted from 1, begins.
func (l *Lines) Start(n int) int { return l.starts[n-1] }

// Pos returns the position of a byte offset: line and column from 1, the column
// counted in Unicode code points. An offset past the end is the end.
func (l *Lines) Pos(offset int) hcl.Pos {
	offset = max(0, min(offset, len(l.src)))
	line := l.lineOf(offset)
	from, column := l.starts[line], 1
	if line == l.lastLine && offset >= l.lastOffset {
		from, column = l.lastOffset, l.lastColumn
	}
	if offset-from > 2*stride {
		marks := l.marks(line)
		mark := marks[sort.Search(len(marks), func(i int) bool { return marks[i].Byte > offset })-1]
		from, column = mark.Byte, mark.Column
	}
	column += utf8.RuneCount(l.src[from:offset])
	l.lastLine, l.lastOffset, l.lastColumn = line, offset, column
	return hcl.Pos{Line: line + 1, Column: column, Byte: offset}
}

// lineOf returns the index of the line that an offset is in: mostly that of the
// last one, or the next.
func (l *Lines) lineOf(offset int) int {
	for line := max(0, l.lastLine); line < min(l.lastLine+2, len(l.starts)) && l.starts[line] <= offset; line++ {
		if line+1 == len(l.starts) || offset < l.starts[line+1] {
			return line
		}
	}
	return sort.SearchInts(l.starts, offset+1) - 1
}

// Range returns the range from byte offset start up to, not including, end.
func (l *Lines) Range(filename string, start, end int) hcl.Range {
	return hcl.Range{Filename: filename, Start: l.Pos(start), End: l.Pos(end)}
}

// marks returns positions in a long line, counted from 0, from its first byte on.
// None is within a character, so that counting on from it counts the same.
func (l *Lines) marks(line int) []hcl.Pos {
	if marks := l.columns[line]; marks != nil {
		return marks
	}
	at, end := l.starts[line], len(l.src)
	if line+1 < len(l.starts) {
		end = l.starts[line+1]
	}
	marks := []hcl.Pos{{Line: line + 1, Column: 1, Byte: at}}
	for at+stride < end {
		next := at + stride
		for back := 0; back < utf8.UTFMax-1 && !utf8.RuneStart(l.src[next]); back++ {
			next--
		}
		column := marks[len(marks)-1].Column + utf8.RuneCount(l.src[at:next])
		marks = append(marks, hcl.Pos{Line: line + 1, Column: column, Byte: next})
		at = next
	}
	if l.columns == nil {
		l.columns = make(map[int][]hcl.Pos)
	}
	l.columns[line] = marks
	return marks
}
