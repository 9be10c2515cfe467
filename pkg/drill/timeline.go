package drill

import (
	"slices"
	"strings"
	"time"
)

// timeline puts the events of all logs on one calendar and into one order.
func (m *measurement) timeline(logs []*logFile) []*event {
	var all []*event
	for _, l := range logs {
		m.dateEvents(l)
		if len(l.events) == 0 {
			m.assume("%s: none of the %d lines tells of a failure.", l.name, l.records)
		}
		if l.unstamped > 0 {
			m.assume("%s: %s with no time at its beginning passed over, as part of a message of several lines.", l.name, count(l.unstamped, "line", "lines"))
		}
		all = append(all, l.events...)
	}
	m.align(all)
	for _, l := range logs { // a clock that was set back does not change the order of the lines
		var latest time.Time
		for _, e := range l.events {
			if e.at.After(latest) {
				latest = e.at
			}
			e.order = latest
		}
	}
	slices.SortStableFunc(all, func(a, b *event) int { return a.order.Compare(b.order) })
	return all
}

// dateEvents puts a log's events on the calendar, each that has no year near the one
// before, and tells where a host's clock was set back.
func (m *measurement) dateEvents(l *logFile) {
	before := make(map[string]*event)
	var last time.Time
	for _, e := range l.events {
		e.at = m.calendar.time(e.stamp, last)
		last = e.at
		if b := before[e.host]; b != nil && b.at.Sub(e.at) > time.Second {
			m.assume("%s: the clock of %s goes back by %s between lines %d and %d; durations across that are wrong.", l.name, hostName(e.host), b.at.Sub(e.at), b.source.Start.Line, e.source.Start.Line)
		}
		before[e.host] = e
	}
}

func hostName(host string) string {
	if host == "" {
		return "the host"
	}
	return host
}

// sameClock is by how much hosts can differ and still count as having one clock:
// survivors do not log a new membership in the same instant.
const sameClock = 2 * time.Second

// align brings the clocks of several hosts together. All survivors of a failure
// agree on the new membership at the same moment; the differences of the times
// at which they log it are those of their clocks. The first host's clock counts.
func (m *measurement) align(events []*event) {
	formed := make(map[string][]time.Time)
	var hosts []string
	for _, e := range events {
		if _, seen := formed[e.host]; !seen {
			hosts = append(hosts, e.host)
			formed[e.host] = nil
		}
		list := formed[e.host]
		if e.kind == newMembership && (len(list) == 0 || e.at.Sub(list[len(list)-1]).Abs() > sameClock) {
			formed[e.host] = append(list, e.at)
		}
	}
	if len(hosts) < 2 {
		return
	}
	ahead := make(map[string]time.Duration)
	for _, host := range hosts[1:] {
		if d, ok := clockDifference(formed[hosts[0]], formed[host]); !ok {
			m.assume("The clocks of %s and %s could not be compared, and are taken for equal.", hostName(hosts[0]), hostName(host))
		} else if d.Abs() > sameClock {
			ahead[host] = d
			m.assume("The clock of %s is ahead of that of %s by %s, by the memberships that both logged; its times are shown as of %s.", hostName(host), hostName(hosts[0]), d, hostName(hosts[0]))
		}
	}
	for _, e := range events {
		e.at = e.at.Add(-ahead[e.host])
	}
	m.shiftProbes(hosts, ahead)
}

// clockDifference compares the times of the same events by two clocks; ok is false
// where they are not as many, or differ by several amounts.
func clockDifference(reference, other []time.Time) (d time.Duration, ok bool) {
	if len(reference) != len(other) || len(other) == 0 {
		return 0, false
	}
	differences := make([]time.Duration, len(other))
	for i := range other {
		differences[i] = other[i].Sub(reference[i])
	}
	d = median(differences) // sorts them
	return d, differences[len(differences)-1]-differences[0] <= 2*sameClock
}

// shiftProbes applies the differences of the clocks to what probes wrote, whose
// hosts may be named with their domain or without.
func (m *measurement) shiftProbes(hosts []string, ahead map[string]time.Duration) {
	shift := make(map[string]time.Duration)
	for _, host := range hosts {
		if short, _, _ := strings.Cut(host, "."); shift[short] == 0 {
			shift[short] = -ahead[host]
		}
	}
	by := func(host string) time.Duration {
		short, _, _ := strings.Cut(host, ".")
		return shift[short]
	}
	for i := range m.report.Freezes {
		f := &m.report.Freezes[i]
		f.Start, f.End = f.Start.Add(by(f.Host)), f.End.Add(by(f.Host))
	}
	for i := range m.report.Probes {
		p := &m.report.Probes[i]
		d := by(p.Host)
		p.Start, p.End = p.Start.Add(d), p.End.Add(d)
		for j := range p.starts {
			p.starts[j] = p.starts[j].Add(d)
		}
	}
}
