package drill

import (
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// series are the writes of one host's probe, in order of time.
type series struct {
	host   string
	file   string
	logged bool // by the probe's own log, not by the names of files
	writes []write
	usual  time.Duration // from the beginning of one write to that of the next: the median
}

// write is one write of a probe.
type write struct {
	name  string
	start time.Time     // rounded down to unit
	unit  time.Duration // 0 in the probe's own log
	// The write ended at end or later, but before latest. Both are zero where that
	// is not known, and where the probe's own log has no end of it.
	end, latest time.Time
	failed      bool
	source      hcl.Range
}

// measureUsual works out the usual distance of two writes; of fewer than four it
// is not known, and 0.
func (s *series) measureUsual() {
	if len(s.writes) < 4 {
		return
	}
	var gaps []time.Duration
	for i := 1; i < len(s.writes); i++ {
		gaps = append(gaps, s.writes[i].start.Sub(s.writes[i-1].start))
	}
	s.usual = median(gaps)
}

// median returns the middle value, the lower one of two; 0 for none.
func median(list []time.Duration) time.Duration {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[(len(list)-1)/2]
}

// listed makes series of the entries of a listing, one for each host, in order of
// the hosts' first entries.
func (m *measurement) listed(file string, l *listing) []*series {
	byHost := make(map[string][]*entry)
	var hosts []string
	for i := range l.entries {
		e := &l.entries[i]
		if byHost[e.host] == nil {
			hosts = append(hosts, e.host)
		}
		byHost[e.host] = append(byHost[e.host], e)
	}
	var list []*series
	for _, host := range hosts {
		s := &series{host: host, file: file, writes: make([]write, 0, len(byHost[host]))}
		ahead := m.ahead(file, host, byHost[host])
		for _, e := range byHost[host] {
			s.writes = append(s.writes, m.written(e, ahead))
		}
		s.sort()
		s.mendMidnight()
		s.measureUsual()
		list = append(list, s)
	}
	return list
}

func (s *series) sort() {
	slices.SortStableFunc(s.writes, func(a, b write) int { return a.start.Compare(b.start) })
}

// ahead works out by how much the times in a listing are ahead of those in the
// names: whole quarters of an hour, as between time zones; 0 where the times of
// the day are not known.
func (m *measurement) ahead(file, host string, entries []*entry) time.Duration {
	var differences []time.Duration
	for _, e := range entries {
		if e.clock {
			differences = append(differences, e.changed.Sub(m.named(e, 0)))
		}
	}
	const quarter = 15 * time.Minute
	middle := median(differences)
	ahead := middle.Round(quarter)
	switch {
	case ahead == 0:
	case (middle - ahead).Abs() > 5*time.Minute:
		m.assume("%s: the times of the files differ from those in the names of %s by %s, which is no difference between time zones; they are not used.", file, host, ahead)
		return 0
	default:
		m.assume("%s: the times of the files are %s ahead of those in the names of %s, which is taken for another time zone.", file, signed(ahead), host)
	}
	return ahead
}

// signed is a duration in hours and minutes.
func signed(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	return fmt.Sprintf("%s%d:%02d h", sign, d/time.Hour, d%time.Hour/time.Minute)
}

// named is the time in a file's name. A name without a date has the date that
// brings it near the time of the file, which is ahead by so much.
func (m *measurement) named(e *entry, ahead time.Duration) time.Time {
	if e.dated {
		return m.calendar.time(e.start, time.Time{})
	}
	changed := e.changed
	if e.clock {
		changed = changed.Add(-ahead)
	}
	year, month, day := changed.Date()
	start := time.Date(year, month, day, e.start.hour, e.start.minute, e.start.second, 0, time.UTC)
	switch {
	case !e.clock:
	case start.Sub(changed) > 12*time.Hour: // held up across midnight
		return start.AddDate(0, 0, -1)
	case changed.Sub(start) > 23*time.Hour: // the file's clock is a little behind
		return start.AddDate(0, 0, 1)
	}
	return start
}

// written is the write that an entry tells of.
func (m *measurement) written(e *entry, ahead time.Duration) write {
	w := write{name: e.name, start: m.named(e, ahead), unit: e.start.unit, source: e.source}
	if e.clock {
		w.end = e.changed.Add(-ahead)
		w.latest = w.end.Add(e.mtime.unit)
		if w.latest.Before(w.start) { // another clock
			w.end, w.latest = time.Time{}, time.Time{}
		}
	}
	return w
}

// mendMidnight puts a write that was held up across midnight on the day on which
// it began. Where a listing has dates and no times, such a file has the date of
// the next day, and would stand at that day's end.
func (s *series) mendMidnight() {
	moved := false
	for i := 1; i < len(s.writes); i++ {
		w, before := &s.writes[i], s.writes[i-1]
		last := i == len(s.writes)-1 || !sameDay(s.writes[i+1].start, w.start)
		if !last || !w.end.IsZero() || !sameDay(before.start, w.start) || w.start.Sub(before.start) < 12*time.Hour {
			continue
		}
		earlier := w.start.AddDate(0, 0, -1)
		for j := i - 1; j >= 0; j-- {
			if s.writes[j].start.Before(earlier) {
				if earlier.Sub(s.writes[j].start) < 12*time.Hour {
					w.start, moved = earlier, true
				}
				break
			}
		}
	}
	if moved {
		s.sort()
	}
}

func sameDay(a, b time.Time) bool {
	y1, m1, d1 := a.Date()
	y2, m2, d2 := b.Date()
	return y1 == y2 && m1 == m2 && d1 == d2
}

// logged makes a series of a run of the probe.
func (m *measurement) logged(file string, r *probeRun) *series {
	s := &series{host: r.host, file: file, logged: true, writes: make([]write, 0, len(r.writes))}
	for _, l := range r.writes {
		w := write{name: l.name, failed: l.failed, source: l.source}
		if len(s.writes) == 0 {
			w.start = m.calendar.time(l.wall, time.Time{})
		} else { // the wall clock may have been set meanwhile
			w.start = s.writes[0].start.Add(l.from - r.writes[0].from)
		}
		if l.ended {
			w.end = w.start.Add(l.to - l.from)
			w.latest = w.end
		}
		s.writes = append(s.writes, w)
	}
	s.measureUsual()
	return s
}
