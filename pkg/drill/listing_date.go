package drill

import (
	"bytes"
	"time"
)

// readDate reads the date of a line of `ls -l`; clock tells whether it has a time
// of the day. The forms are those of TIME_FMT in the translations of coreutils:
//
//	Jan  6 20:17      Jan  6  2009      6 jan 20:17     6. Jan 20:17
//	6 jan 20.17       01-06 20:17       2009-01-06      1月  6 20:17
//	2009-01-06 20:17  2009-01-06 20:17:33.000000000 -0200
//	1月6日 20:17       2009年1月6日       Jan  6 20:17:33 2009
func readDate(p *cursor) (s stamp, clock, ok bool) {
	start := p.at
	for _, form := range []func(*cursor) (stamp, bool, bool){isoForm, shortISOForm, eastForm, monthForm, dayForm} {
		if s, clock, ok = form(p); ok {
			return s, clock, true
		}
		p.at = start
	}
	return stamp{}, false, false
}

// atBlank tells whether a word ends here.
func (p *cursor) atBlank() bool { return p.done() || p.text[p.at] == ' ' || p.text[p.at] == '\t' }

// isoForm reads a date with a year, and the time and zone that may follow.
func isoForm(p *cursor) (s stamp, clock, ok bool) {
	if !p.isoDate(&s) || !p.atBlank() {
		return s, false, false
	}
	end := p.at
	p.blanks()
	if !p.clock(&s) || !p.atBlank() {
		p.at = end
		return stamp{year: s.year, month: s.month, day: s.day, unit: 24 * time.Hour}, false, true
	}
	end = p.at
	p.blanks()
	if offset, ok := p.offset(); ok && p.atBlank() {
		s.zoned, s.offset = true, offset
		return s, true, true
	}
	p.at = end
	return s, true, true
}

// shortISOForm reads month and day as numbers.
func shortISOForm(p *cursor) (s stamp, clock, ok bool) {
	month, ok := p.number(2, 2)
	if !ok || !p.char('-') {
		return s, false, false
	}
	s.month = time.Month(month)
	if s.day, ok = p.number(2, 2); !ok || !p.atBlank() {
		return s, false, false
	}
	p.blanks()
	ok = p.clock(&s) && p.atBlank()
	return s, ok, ok
}

// eastForm reads the form of Chinese locales, in which the words have no blanks.
func eastForm(p *cursor) (s stamp, clock, ok bool) {
	word := p.word()
	if year, rest, found := bytes.Cut(word, []byte("年")); found {
		if s.year, ok = (&cursor{text: year}).number(4, 4); !ok {
			return s, false, false
		}
		word = rest
	}
	monthText, dayText, found := bytes.Cut(word, []byte("月"))
	dayText, sun := bytes.CutSuffix(dayText, []byte("日"))
	m, ok1 := (&cursor{text: monthText}).number(1, 2)
	d, ok2 := (&cursor{text: dayText}).number(1, 2)
	if !found || !sun || !ok1 || !ok2 {
		return s, false, false
	}
	s.month, s.day, s.unit = time.Month(m), d, 24*time.Hour
	if s.year != 0 {
		return s, false, true
	}
	p.blanks()
	ok = p.clock(&s) && p.atBlank()
	return s, ok, ok
}

// monthForm reads the name of a month and then the day.
func monthForm(p *cursor) (s stamp, clock, ok bool) {
	if s.month, ok = month(p.word()); !ok {
		return s, false, false
	}
	p.blanks()
	if s.day, ok = p.number(1, 2); !ok || !p.atBlank() {
		return s, false, false
	}
	return clockOrYear(p, s)
}

// dayForm reads the day, with a point where it is an ordinal, and then the name of
// a month.
func dayForm(p *cursor) (s stamp, clock, ok bool) {
	if s.day, ok = p.number(1, 2); !ok {
		return s, false, false
	}
	p.char('.')
	p.blanks()
	if s.month, ok = month(p.word()); !ok {
		return s, false, false
	}
	return clockOrYear(p, s)
}

// clockOrYear reads what ls shows behind month and day: the time of a file of the
// last six months, the year of any other.
func clockOrYear(p *cursor, s stamp) (stamp, bool, bool) {
	p.blanks()
	start := p.at
	if with := s; p.clock(&with) && p.atBlank() {
		end := p.at
		if p.blanks(); with.unit == time.Second {
			if year, ok := p.number(4, 4); ok && p.atBlank() {
				with.year = year
				return with, true, true
			}
		}
		p.at = end
		return with, true, true
	}
	p.at = start
	year, ok := p.number(4, 4)
	if !ok || !p.atBlank() || year == 0 {
		return s, false, false
	}
	s.year, s.unit = year, 24*time.Hour
	return s, false, true
}
