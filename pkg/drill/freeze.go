package drill

import (
	"time"

	"github.com/hashicorp/hcl/v2"
)

// Freeze is a time during which a host's writes stood still.
type Freeze struct {
	Host string
	// Start is when the write began that was held up; End when the next began or,
	// by the probe's own log, when it ended.
	Start, End time.Time
	// Seconds is the time between the two; the freeze lasted from Least to Most.
	Seconds, Least, Most float64
	// Name is the file that was held up.
	Name string
	// Failed is how many writes ended in an error before one did not.
	Failed int
	// Source is the line that tells of the write.
	Source hcl.Range
}

// shortestFreeze is what counts as a freeze unless it is told otherwise: five
// seconds, or three times the usual distance of two writes.
const shortestFreeze = 5 * time.Second

// threshold is what counts as a freeze of a series.
func (m *measurement) threshold(s *series) time.Duration {
	if m.options.Threshold > 0 {
		return m.options.Threshold
	}
	return max(shortestFreeze, 3*s.usual)
}

// freezes finds the freezes of a series.
func (m *measurement) freezes(s *series) []Freeze {
	if s.logged {
		return m.loggedFreezes(s)
	}
	var list []Freeze
	threshold := m.threshold(s)
	for i := 1; i < len(s.writes); i++ {
		w, next := s.writes[i-1], s.writes[i]
		gap := next.start.Sub(w.start)
		if gap <= threshold {
			continue
		}
		if !w.latest.IsZero() && next.start.Sub(w.latest) > threshold {
			m.assume("%s: %s wrote nothing from %s to %s; the last write before had ended, so that this was no freeze: the probe stood still or was started again.", s.file, s.host, m.calendar.show(w.start), m.calendar.show(next.start))
			continue
		}
		list = append(list, w.freeze(s, next.start, gap))
	}
	return list
}

// freeze is the freeze that held up a write until the next began. Both times are
// rounded down; the freeze may have ended while the probe waited between two
// writes, or begun while it did; the time of the file bounds its end.
func (w write) freeze(s *series, end time.Time, gap time.Duration) Freeze {
	least, most := gap-w.unit-s.usual, gap+w.unit
	if !w.end.IsZero() {
		least = max(least, w.end.Sub(w.start)-w.unit)
		most = min(most, w.latest.Sub(w.start)+s.usual)
	}
	least, most = max(0, min(least, gap)), max(most, gap)
	return Freeze{
		Host: s.host, Start: w.start, End: end, Name: w.name, Source: w.source,
		Seconds: gap.Seconds(), Least: least.Seconds(), Most: most.Seconds(),
	}
}

// loggedFreezes finds the freezes by the probe's own log: writes that took long,
// and rows of writes that failed.
func (m *measurement) loggedFreezes(s *series) []Freeze {
	var list []Freeze
	threshold := m.threshold(s)
	var first *write // of a row that failed
	failed := 0
	var before time.Time // when the last write ended that did not fail
	for i := range s.writes {
		w := &s.writes[i]
		if i > 0 && first == nil && !before.IsZero() && w.start.Sub(before) > threshold+s.usual {
			m.assume("%s: the probe on %s wrote nothing from %s to %s, and no write was held up: the host itself stood still.", s.file, s.host, m.calendar.show(before), m.calendar.show(w.start))
		}
		if w.end.IsZero() {
			m.assume("%s: the write of %s at %s never ended: the host died, or the log was taken before.", s.file, s.host, m.calendar.show(w.start))
			continue
		}
		if w.failed {
			if first == nil {
				first = w
			}
			failed++
			continue
		}
		from := w
		if first != nil {
			from = first
		}
		if took := w.end.Sub(from.start); took > threshold {
			f := Freeze{Host: s.host, Start: from.start, End: w.end, Name: from.name, Failed: failed, Source: from.source}
			f.Seconds, f.Least, f.Most = took.Seconds(), took.Seconds(), took.Seconds()
			if !before.IsZero() {
				f.Most = w.end.Sub(before).Seconds()
			}
			list = append(list, f)
		}
		first, failed, before = nil, 0, w.end
	}
	if failed > 0 {
		m.assume("%s: the last %d writes of %s failed, the first at %s.", s.file, failed, s.host, m.calendar.show(first.start))
	}
	return list
}
