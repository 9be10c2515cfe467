package drill

import (
	"strconv"
	"time"
)

// Report is what a drill left behind, measured.
type Report struct {
	// Probes are the runs of the probe.
	Probes []ProbeRun
	// Freezes are the standstills of writes, in order of time.
	Freezes []Freeze
	// Incidents are the failures that the logs tell of, in order.
	Incidents []*Incident
	// Comparisons set what was predicted beside what was measured, one for each
	// incident.
	Comparisons []*Comparison
	// Limit is the longest freeze with which the drill is passed; 0 for none.
	Limit time.Duration
	// Assumptions are what had to be assumed, in whole sentences.
	Assumptions []string
	calendar    *calendar
}

// ProbeRun is what is known of a run of the probe.
type ProbeRun struct {
	Host, File string
	Writes     int
	Start, End time.Time // of the first and the last write's beginning
	// Usual is the usual distance of two writes, 0 where it is not known, and
	// Threshold what counts as a freeze, in seconds.
	Usual, Threshold float64
	starts           []time.Time
}

// Exceeding lists the freezes that are longer than the limit.
func (r *Report) Exceeding() []Freeze {
	var list []Freeze
	for _, f := range r.Freezes {
		if r.Limit > 0 && f.Seconds > r.Limit.Seconds() {
			list = append(list, f)
		}
	}
	return list
}

// Fencing lists the fencing of all incidents, in order.
func (r *Report) Fencing() []*Fencing {
	var list []*Fencing
	for _, i := range r.Incidents {
		list = append(list, i.Fencing...)
	}
	return list
}

// Replays lists the journals that were recovered, in order.
func (r *Report) Replays() []*Replay {
	var list []*Replay
	for _, i := range r.Incidents {
		list = append(list, i.Replays...)
	}
	return list
}

// number writes seconds with as many decimals as they need, three at the most.
func number(seconds float64) string {
	text := strconv.FormatFloat(seconds, 'f', 3, 64)
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	if text[len(text)-1] == '.' {
		text = text[:len(text)-1]
	}
	return text
}

// inSeconds writes a duration in seconds.
func inSeconds(d time.Duration) string { return number(d.Seconds()) + " s" }

// text is the span in seconds: "10 s", "178.8 to 179.8 s".
func (s Span) text() string {
	if s.Least == s.Most {
		return inSeconds(s.Least)
	}
	return number(s.Least.Seconds()) + " to " + inSeconds(s.Most)
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func tries(n int) string { return count(n, "try", "tries") }
