package hosts

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// Comment is one comment of a file.
type Comment struct {
	// Text is the comment from its "#" to the end of its line, without blanks at
	// the end.
	Text string
	// Range is the comment in the source.
	Range hcl.Range
}

// Comments yields the comments of a file that was read, in order. They belong to
// no entry: that they stand above one, or beside it, is seen from their lines.
func (f *File) Comments() iter.Seq[Comment] {
	return func(yield func(Comment) bool) {
		at := hcl.InitialPos
		for _, e := range f.Entries {
			if !commentsIn(e.Before, f.Name, at, yield) {
				return
			}
			at = e.rng.End
		}
		commentsIn(f.Trailer, f.Name, at, yield)
	}
}

// commentsIn yields the comments of what stands between two entries, which begins
// at a position; it returns false where no more comments are wanted.
func commentsIn(text, file string, at hcl.Pos, yield func(Comment) bool) bool {
	for line := range strings.Lines(text) {
		if hash := strings.IndexByte(line, '#'); hash >= 0 {
			c := Comment{Text: strings.TrimRight(line[hash:], blanks)}
			start := advance(at, line[:hash])
			c.Range = hcl.Range{Filename: file, Start: start, End: advance(start, c.Text)}
			if !yield(c) {
				return false
			}
		}
		at = advance(at, line)
	}
	return true
}

// advance moves a position over a line, or a part of one.
func advance(p hcl.Pos, line string) hcl.Pos {
	p.Byte += len(line)
	p.Column += utf8.RuneCountInString(line)
	if strings.HasSuffix(line, "\n") {
		p.Line, p.Column = p.Line+1, 1
	}
	return p
}
