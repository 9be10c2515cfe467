package drill

import (
	"fmt"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// stamp is a time as a file has it: without a year or a zone where it has none.
type stamp struct {
	year                 int // 0 where the file says none
	month                time.Month
	day                  int
	hour, minute, second int
	nano                 int
	zoned                bool
	offset               int           // seconds east of UTC, where zoned
	unit                 time.Duration // what the time was rounded down to
}

// in returns the time in a year, on a clock without a zone.
func (s stamp) in(year int) time.Time {
	return time.Date(year, s.month, s.day, s.hour, s.minute, s.second, s.nano, time.UTC)
}

// valid tells whether the fields can be a time. A 29 February needs a leap year,
// or no year.
func (s stamp) valid() bool {
	year := s.year
	if year == 0 {
		year = leapYear
	}
	t := s.in(year)
	return t.Month() == s.month && t.Day() == s.day && s.hour < 24 && s.minute < 60 && s.second < 61
}

// Years for stamps that have none and no file beside them that has one. They are
// never shown; a leap year only where a 29 February says so.
const (
	leapYear   = 2000
	commonYear = 2001
)

// calendar turns stamps into times of one clock: the local time of the site,
// without a zone.
type calendar struct {
	anchor  time.Time // what a stamp without a year is near to
	known   bool      // the year of anchor was found in a file or given
	zoned   bool      // a zone is known
	offset  int       // of the site, in seconds east of UTC
	strange map[int]bool
}

// newCalendar works out year and zone from the stamps of all files. A year or a
// zone that is given wins; zone is nil for none.
func newCalendar(all func(yield func(stamp) bool), year int, zone *int) *calendar {
	c := &calendar{strange: make(map[int]bool)}
	if zone != nil {
		c.zoned, c.offset = true, *zone
	}
	leap := false
	all(func(s stamp) bool {
		if s.zoned && !c.zoned {
			c.zoned, c.offset = true, s.offset
		}
		if s.zoned && s.offset != c.offset {
			c.strange[s.offset] = true
		}
		leap = leap || s.month == time.February && s.day == 29
		if s.year != 0 && !c.known {
			c.anchor, c.known = s.in(s.year), true
		}
		return true
	})
	switch {
	case year != 0:
		c.anchor, c.known = time.Date(year, time.July, 1, 0, 0, 0, 0, time.UTC), true
	case c.known:
	case leap:
		c.anchor = time.Date(leapYear, time.July, 1, 0, 0, 0, 0, time.UTC)
	default:
		c.anchor = time.Date(commonYear, time.July, 1, 0, 0, 0, 0, time.UTC)
	}
	return c
}

// time returns the time of a stamp. One without a year lies in the year that
// brings it nearest to another, zero for the calendar's own.
func (c *calendar) time(s stamp, near time.Time) time.Time {
	if s.year != 0 {
		t := s.in(s.year)
		if s.zoned {
			t = t.Add(time.Duration(c.offset-s.offset) * time.Second)
		}
		return t
	}
	if near.IsZero() {
		near = c.anchor
	}
	best := s.in(near.Year())
	for _, ahead := range []int{-1, 1, -2, 2, -3, 3, -4, 4} { // as far as to the next 29 February, and mostly no farther
		t := s.in(near.Year() + ahead)
		if best.Day() != s.day || t.Day() == s.day && t.Sub(near).Abs() < best.Sub(near).Abs() {
			best = t
		}
	}
	return best
}

// ParseOffset reads an offset from UTC, as in "-03:00", "+0530" or "Z", in seconds.
func ParseOffset(text string) (seconds int, err error) {
	p := &cursor{text: []byte(text)}
	seconds, ok := p.offset()
	if !ok || !p.done() {
		return 0, fmt.Errorf("%q is no offset from UTC; write it as -03:00", text)
	}
	return seconds, nil
}

// problem is an error at a part of a line.
func problem(summary string, at hcl.Range, detail string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: fmt.Sprintf(detail, args...), Subject: &at}
}
