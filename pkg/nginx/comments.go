package nginx

import (
	"iter"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
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
		s := commentScanner{file: f.Name, at: hcl.InitialPos, yield: yield}
		_ = s.directives(f.Directives) && s.text(f.Trailer)
	}
}

// commentScanner goes through the file's text in order. Its methods return false
// as soon as no more comments are wanted.
type commentScanner struct {
	file  string
	at    hcl.Pos // the end of the last token
	yield func(Comment) bool
}

func (s *commentScanner) directives(list []*Directive) bool {
	for _, d := range list {
		if !s.word(&d.Name) {
			return false
		}
		for i := range d.Args {
			if !s.word(&d.Args[i]) {
				return false
			}
		}
		if b := d.Block; b == nil {
			if !s.mark(&d.End) {
				return false
			}
		} else if !s.mark(&b.Open) || !s.directives(b.Directives) || !s.mark(&b.Close) {
			return false
		}
	}
	return true
}

func (s *commentScanner) word(w *Word) bool {
	ok := s.text(w.Before)
	s.at = w.Range().End
	return ok
}

func (s *commentScanner) mark(m *Mark) bool {
	ok := s.text(m.Before)
	s.at = m.Range().End
	return ok && s.text(m.After)
}

// text yields the comments in a piece of text that begins at s.at, and moves s.at
// to its end.
func (s *commentScanner) text(text string) bool {
	for line := range strings.Lines(text) {
		if hash := strings.IndexByte(line, '#'); hash >= 0 {
			c := Comment{Text: strings.TrimRight(line[hash:], " \t\r\n")}
			start := source.Advance(s.at, line[:hash])
			c.Range = hcl.Range{Filename: s.file, Start: start, End: source.Advance(start, c.Text)}
			if !s.yield(c) {
				return false
			}
		}
		s.at = source.Advance(s.at, line)
	}
	return true
}
