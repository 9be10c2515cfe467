package ifcfg

import (
	"iter"
	"strings"

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
// no directive: that they stand above one, or beside it, is seen from their lines.
func (f *File) Comments() iter.Seq[Comment] {
	return func(yield func(Comment) bool) {
		s := commentScanner{f.Name, hcl.InitialPos, yield}
		for _, d := range f.Directives {
			if !s.text(d.Before) {
				return
			}
			s.at = d.rng.End
		}
		s.text(f.Trailer)
	}
}

// Comments yields the comments of a file that was read, in order.
func (f *ModprobeFile) Comments() iter.Seq[Comment] {
	return func(yield func(Comment) bool) {
		s := commentScanner{f.Name, hcl.InitialPos, yield}
		for _, d := range f.Directives {
			if !s.text(d.Before) {
				return
			}
			s.at = d.rng.End
		}
		s.text(f.Trailer)
	}
}

type commentScanner struct {
	file  string
	at    hcl.Pos
	yield func(Comment) bool
}

// text yields the comments in what stands between two directives, which begins at
// s.at; it returns false where no more comments are wanted.
func (s *commentScanner) text(text string) bool {
	for line := range strings.Lines(text) {
		if hash := strings.IndexByte(line, '#'); hash >= 0 {
			c := Comment{Text: strings.TrimRight(line[hash:], " \t\r\n")}
			start := advance(s.at, line[:hash])
			c.Range = hcl.Range{Filename: s.file, Start: start, End: advance(start, c.Text)}
			if !s.yield(c) {
				return false
			}
		}
		s.at = advance(s.at, line)
	}
	return true
}
