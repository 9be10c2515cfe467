package drill

import (
	"time"

	"github.com/hashicorp/hcl/v2"
)

// inputs are all files of a measurement, read.
type inputs struct {
	listings []namedListing
	probes   []namedRuns
	logs     []*logFile
}

type namedListing struct {
	name string
	*listing
}

type namedRuns struct {
	name string
	runs []*probeRun
}

// readAll reads all files. The probe's own log is known by its first line.
func readAll(o Options) (*inputs, hcl.Diagnostics) {
	in := new(inputs)
	var diags hcl.Diagnostics
	probe := func(f File) bool {
		if !IsProbeLog(f.Src) {
			return false
		}
		runs, more := readProbeLog(f.Name, f.Src)
		in.probes = append(in.probes, namedRuns{f.Name, runs})
		diags = append(diags, more...)
		return true
	}
	for _, f := range o.Listings {
		if !probe(f) {
			l, more := readListing(f.Name, f.Src)
			in.listings = append(in.listings, namedListing{f.Name, l})
			diags = append(diags, more...)
		}
	}
	for _, f := range o.Logs {
		if !probe(f) {
			l, more := readLog(f.Name, f.Src)
			in.logs = append(in.logs, l)
			diags = append(diags, more...)
		}
	}
	return in, diags
}

// stamps yields every time that tells of a year or a zone. That of a name in UTC
// says nothing about the site's.
func (in *inputs) stamps(yield func(stamp) bool) {
	for _, l := range in.logs {
		for _, e := range l.events {
			yield(e.stamp)
		}
	}
	for _, p := range in.probes {
		for _, r := range p.runs {
			for _, w := range r.writes {
				yield(w.wall)
			}
		}
	}
	for _, l := range in.listings {
		for _, e := range l.entries {
			yield(e.mtime)
			if e.dated {
				year := e.start
				year.zoned = false
				yield(year)
			}
		}
	}
}

// zoneOf learns the site's zone from a listing whose names are in UTC, where
// nothing else tells it.
func (m *measurement) zoneOf(l *listing) {
	if m.calendar.zoned {
		return
	}
	var ahead []time.Duration
	for _, e := range l.entries {
		if e.dated && e.clock {
			ahead = append(ahead, e.changed.Sub(e.start.in(e.start.year)))
		}
	}
	if len(ahead) > 0 {
		m.calendar.zoned = true
		m.calendar.offset = int(median(ahead).Round(15*time.Minute) / time.Second)
	}
}

// date puts the times of the files on the calendar, each that has no year near the
// one before.
func (m *measurement) date(l *listing) {
	var before time.Time
	for i := range l.entries {
		e := &l.entries[i]
		e.changed = m.calendar.time(e.mtime, before)
		before = e.changed
	}
}

// zoneless tells whether a log has times without a zone.
func (in *inputs) zoneless() bool {
	for _, l := range in.logs {
		for _, e := range l.events {
			if !e.stamp.zoned {
				return true
			}
		}
	}
	return false
}
