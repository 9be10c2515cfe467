package drill

import (
	"fmt"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// File is a file by name and content.
type File struct {
	Name string
	Src  []byte
}

// Options are what a measurement is made of.
type Options struct {
	// Listings are directories that a probe wrote to, as `ls -l` shows them, or logs
	// of [Probe]'s script.
	Listings []File
	// Logs are system logs, or logs of [Probe]'s script.
	Logs []File
	// Year is the year of times that have none, 0 for the year that other times have.
	Year int
	// Zone is the offset from UTC, in seconds east, of times that have none; nil for
	// that of the times that have one.
	Zone *int
	// Threshold is the shortest standstill that counts as a freeze; 0 for five
	// seconds, or three times the usual distance of two writes if that is longer.
	Threshold time.Duration
	// Limit is the longest freeze with which the drill is passed; 0 for none.
	Limit time.Duration
	// Cluster is the cluster of the drill; nil where it is not known. Without it what
	// the log says and the defaults of the daemons that wrote it count.
	Cluster *topology.Cluster
}

// measurement is a report in the making.
type measurement struct {
	options  Options
	calendar *calendar
	report   *Report
	assumed  map[string]bool
}

// mostAssumptions is how many assumptions a report lists.
const mostAssumptions = 100

// assume adds to the report what had to be assumed, once.
func (m *measurement) assume(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if m.assumed[text] || len(m.assumed) == mostAssumptions {
		return
	}
	m.assumed[text] = true
	if len(m.assumed) == mostAssumptions {
		text = "There is more to assume; the list ends here."
	}
	m.report.Assumptions = append(m.report.Assumptions, text)
}

// Measure reads what a drill left behind. Where the diagnostics have errors, a
// file could not be read whole, and there is no report.
func Measure(o Options) (*Report, hcl.Diagnostics) {
	m := &measurement{options: o, report: &Report{Limit: o.Limit}, assumed: make(map[string]bool)}
	in, diags := readAll(o)
	if diags.HasErrors() {
		return nil, diags
	}
	m.calendar = newCalendar(in.stamps, o.Year, o.Zone)
	for _, l := range in.listings {
		m.date(l.listing)
		m.zoneOf(l.listing)
	}
	m.sayCalendar(in)
	for _, l := range in.listings {
		if l.others > 0 {
			m.assume("%s: %s passed over that no probe wrote.", l.name, count(l.others, "file", "files"))
		}
		m.take(m.listed(l.name, l.listing))
	}
	for _, p := range in.probes {
		for _, run := range p.runs {
			m.take([]*series{m.logged(p.name, run)})
		}
	}
	events := m.timeline(in.logs)
	m.report.Incidents = m.fold(events)
	m.report.calendar = m.calendar
	m.report.Comparisons = m.compare(in.logs)
	return m.report, diags
}

// take adds series and their freezes to the report.
func (m *measurement) take(list []*series) {
	for _, s := range list {
		if len(s.writes) == 0 {
			continue
		}
		first, last := s.writes[0], s.writes[len(s.writes)-1]
		m.report.Probes = append(m.report.Probes, ProbeRun{
			Host: s.host, File: s.file, Writes: len(s.writes), Start: first.start, End: last.start,
			Usual: s.usual.Seconds(), Threshold: m.threshold(s).Seconds(), starts: s.starts(),
		})
		m.report.Freezes = append(m.report.Freezes, m.freezes(s)...)
	}
}

// starts are the times of all writes.
func (s *series) starts() []time.Time {
	list := make([]time.Time, len(s.writes))
	for i, w := range s.writes {
		list[i] = w.start
	}
	return list
}

// sayCalendar tells what was assumed about years and zones.
func (m *measurement) sayCalendar(in *inputs) {
	c := m.calendar
	if !c.known {
		m.assume("No file says in which year it was; --year gives it.")
	}
	if len(c.strange) > 0 {
		m.assume("The times of several zones are all shown as of %s.", zoneName(c.offset))
	}
	if c.zoned && m.options.Zone == nil && in.zoneless() {
		m.assume("Times without a zone are taken for %s, as that is the zone of the others; --zone gives another.", zoneName(c.offset))
	}
}

// zoneName writes an offset as +00:00.
func zoneName(offset int) string {
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return fmt.Sprintf("%c%02d:%02d", sign, offset/3600, offset%3600/60)
}

// show is a time for people: with the year where it is known.
func (c *calendar) show(t time.Time) string {
	if !c.known {
		return t.Format("Jan _2 15:04:05")
	}
	return t.Format("2006-01-02 15:04:05")
}
