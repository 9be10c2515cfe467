package drill

import (
	"bytes"
	"iter"
	"time"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// line is a line of a file, its ending and a byte order mark left out.
type line struct {
	text   []byte
	number int // from 1
	offset int // of text, in the file
	ended  bool
}

// lines are the lines of a file.
func lines(src []byte) iter.Seq[line] {
	return func(yield func(line) bool) {
		offset, number := 0, 0
		for raw := range bytes.Lines(src) {
			number++
			l := line{number: number, offset: offset, ended: bytes.HasSuffix(raw, []byte("\n"))}
			l.text = bytes.TrimRight(raw, "\r\n")
			if number == 1 && bytes.HasPrefix(l.text, []byte("\ufeff")) {
				l.text, l.offset = l.text[3:], 3
			}
			if !yield(l) {
				return
			}
			offset += len(raw)
		}
	}
}

// at is the range of a part of the line.
func (l line) at(file string, start, end int) hcl.Range {
	pos := func(i int) hcl.Pos {
		return hcl.Pos{Line: l.number, Column: utf8.RuneCount(l.text[:i]) + 1, Byte: l.offset + i}
	}
	return hcl.Range{Filename: file, Start: pos(start), End: pos(end)}
}

// whole is the range of the whole line.
func (l line) whole(file string) hcl.Range { return l.at(file, 0, len(l.text)) }

// cursor reads a line from left to right.
type cursor struct {
	text []byte
	at   int
}

func (p *cursor) done() bool { return p.at >= len(p.text) }

func (p *cursor) rest() []byte { return p.text[p.at:] }

// char takes a character, where it is the next one.
func (p *cursor) char(b byte) bool {
	if p.at < len(p.text) && p.text[p.at] == b {
		p.at++
		return true
	}
	return false
}

// oneOf takes one of the characters.
func (p *cursor) oneOf(set string) bool {
	for i := range len(set) {
		if p.char(set[i]) {
			return true
		}
	}
	return false
}

func (p *cursor) blanks() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
}

// word takes what stands before the next blank.
func (p *cursor) word() []byte {
	start := p.at
	for p.at < len(p.text) && p.text[p.at] != ' ' && p.text[p.at] != '\t' {
		p.at++
	}
	return p.text[start:p.at]
}

// number takes from low up to high digits.
func (p *cursor) number(low, high int) (n int, ok bool) {
	start := p.at
	for p.at < len(p.text) && p.at-start < high && '0' <= p.text[p.at] && p.text[p.at] <= '9' {
		n = 10*n + int(p.text[p.at]-'0')
		p.at++
	}
	if p.at-start < low {
		p.at = start
		return 0, false
	}
	return n, true
}

// clock takes HH:MM, and :SS with a fraction where it follows. Some locales of ls
// write HH.MM.
func (p *cursor) clock(s *stamp) bool {
	var ok bool
	if s.hour, ok = p.number(1, 2); !ok || !p.oneOf(":.") {
		return false
	}
	if s.minute, ok = p.number(2, 2); !ok {
		return false
	}
	s.unit = time.Minute
	if !p.char(':') {
		return true
	}
	if s.second, ok = p.number(2, 2); !ok {
		return false
	}
	s.unit = time.Second
	if p.oneOf(".,") {
		p.fraction(s)
	}
	return true
}

// fraction takes the digits behind the point.
func (p *cursor) fraction(s *stamp) {
	scale := int(time.Second)
	for p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9' {
		if scale > 1 {
			scale /= 10
			s.nano += int(p.text[p.at]-'0') * scale
		}
		p.at++
	}
	s.unit = time.Duration(scale)
}

// offset takes an offset from UTC: Z, +HH:MM, +HHMM or +HH.
func (p *cursor) offset() (seconds int, ok bool) {
	if p.char('Z') {
		return 0, true
	}
	sign := 1
	switch {
	case p.char('+'):
	case p.char('-'):
		sign = -1
	default:
		return 0, false
	}
	hours, ok := p.number(2, 2)
	if !ok || hours > 14 {
		return 0, false
	}
	colon := p.char(':')
	minutes, ok := p.number(2, 2)
	if !ok && colon || minutes > 59 {
		return 0, false
	}
	return sign * (hours*3600 + minutes*60), true
}

// isoDate takes YYYY-MM-DD.
func (p *cursor) isoDate(s *stamp) bool {
	start := p.at
	year, ok := p.number(4, 4)
	if ok && year > 0 && p.char('-') {
		month, ok1 := p.number(2, 2)
		dash := p.char('-')
		day, ok2 := p.number(2, 2)
		if ok1 && dash && ok2 {
			s.year, s.month, s.day, s.unit = year, time.Month(month), day, 24*time.Hour
			return true
		}
	}
	p.at = start
	return false
}
