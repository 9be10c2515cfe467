package drill

import (
	"encoding/json"
	"io"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// The JSON form of a report. Its names are a promise. Times are local times of
// the site, "2009-01-06T20:18:01", with the zone where it is known, and without
// the year, "--01-06T20:18:01", where it is not. Durations are in seconds. What is
// not known is null.
type (
	reportJSON struct {
		FormatVersion string         `json:"format_version"`
		Probes        []probeJSON    `json:"probes"`
		Freezes       []freezeJSON   `json:"freezes"`
		Limit         *float64       `json:"limit_seconds"`
		Passed        *bool          `json:"passed"` // no freeze is longer than the limit
		Fencing       []fencingJSON  `json:"fencing"`
		Replays       []replayJSON   `json:"replays"`
		Failures      []incidentJSON `json:"failures"`
		Assumptions   []string       `json:"assumptions"`
	}
	probeJSON struct {
		Host      string  `json:"host"`
		File      string  `json:"file"`
		Writes    int     `json:"writes"`
		Start     *string `json:"start"`
		End       *string `json:"end"`
		Usual     float64 `json:"usual_seconds"`
		Threshold float64 `json:"threshold_seconds"`
	}
	freezeJSON struct {
		Host         string     `json:"host"`
		Start        *string    `json:"start"`
		End          *string    `json:"end"`
		Seconds      float64    `json:"seconds"`
		Least        float64    `json:"seconds_min"`
		Most         float64    `json:"seconds_max"`
		Name         string     `json:"name"`
		FailedWrites int        `json:"failed_writes"`
		Source       sourceJSON `json:"source"`
	}
	fencingJSON struct {
		Victim     string        `json:"victim"`
		By         string        `json:"by"`
		Delay      *float64      `json:"delay_seconds"`
		Success    bool          `json:"success"`
		Overridden bool          `json:"overridden"`
		Attempts   []attemptJSON `json:"attempts"`
	}
	attemptJSON struct {
		Start   *string    `json:"start"`
		End     *string    `json:"end"`
		Seconds *float64   `json:"seconds"`
		Error   float64    `json:"seconds_error"` // seconds are exact to plus or minus this
		Success bool       `json:"success"`
		Agent   string     `json:"agent"`
		Says    []string   `json:"says"`
		Source  sourceJSON `json:"source"`
	}
	replayJSON struct {
		Filesystem string   `json:"filesystem"`
		Journal    string   `json:"journal"`
		By         string   `json:"by"`
		Start      *string  `json:"start"`
		End        *string  `json:"end"`
		Seconds    *float64 `json:"seconds"` // rounded up by the kernel
		Replayed   int      `json:"replayed_blocks"`
		Blocks     int      `json:"blocks"`
		Outcome    string   `json:"outcome"`
	}
	incidentJSON struct {
		TokenLost      *string         `json:"token_lost"`
		Membership     *string         `json:"new_membership"`
		Left           []string        `json:"left"`
		QuorumLost     *string         `json:"quorum_lost"`
		QuorumRegained *string         `json:"quorum_regained"`
		Withdrawn      []string        `json:"withdrawn"`
		WindowStart    *string         `json:"window_start"`
		WindowEnd      *string         `json:"window_end"`
		Measured       []termJSON      `json:"measured"`
		Predicted      *predictionJSON `json:"predicted"`
		Clean          *predictionJSON `json:"predicted_if_first_try_succeeds"`
		Freezes        []matchedJSON   `json:"freezes"`
	}
	termJSON struct {
		Name   string  `json:"name"`
		Least  float64 `json:"seconds_min"`
		Most   float64 `json:"seconds_max"`
		Source string  `json:"source"`
	}
	predictionJSON struct {
		Least float64    `json:"seconds_min"`
		Most  float64    `json:"seconds_max"`
		Until string     `json:"until,omitempty"`
		Terms []termJSON `json:"terms"`
	}
	matchedJSON struct {
		Host    string  `json:"host"`
		Seconds float64 `json:"seconds"`
		Agrees  bool    `json:"agrees"`
	}
	sourceJSON struct {
		File string `json:"file"`
		Line int    `json:"line"`
	}
)

// WriteJSON writes the report for programs.
func (r *Report) WriteJSON(w io.Writer) error {
	out := reportJSON{
		FormatVersion: "1.0", Probes: []probeJSON{}, Freezes: []freezeJSON{}, Fencing: []fencingJSON{},
		Replays: []replayJSON{}, Failures: []incidentJSON{}, Assumptions: append([]string{}, r.Assumptions...),
	}
	if r.Limit > 0 {
		passed := len(r.Exceeding()) == 0
		out.Limit, out.Passed = known(r.Limit.Seconds(), true), &passed
	}
	for _, p := range r.Probes {
		out.Probes = append(out.Probes, probeJSON{p.Host, p.File, p.Writes, r.stamp(p.Start), r.stamp(p.End), p.Usual, p.Threshold})
	}
	for _, f := range r.Freezes {
		out.Freezes = append(out.Freezes, freezeJSON{f.Host, r.stamp(f.Start), r.stamp(f.End), f.Seconds, f.Least, f.Most, f.Name, f.Failed, toSource(f.Source)})
	}
	for _, f := range r.Fencing() {
		out.Fencing = append(out.Fencing, r.fencingJSON(f))
	}
	for _, p := range r.Replays() {
		out.Replays = append(out.Replays, replayJSON{
			p.Filesystem, p.Journal, p.By, r.stamp(p.Start), r.stamp(p.End), known(p.Took.Seconds(), p.Took > 0), p.Replayed, p.Blocks, p.Outcome,
		})
	}
	for _, c := range r.Comparisons {
		out.Failures = append(out.Failures, r.incidentJSON(c))
	}
	return writeJSON(w, out)
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// stamp is a time as the JSON form has it, nil for none.
func (r *Report) stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	layout := "2006-01-02T15:04:05"
	if !r.calendar.known {
		layout = "--01-02T15:04:05"
	}
	if t.Nanosecond() != 0 {
		layout += ".000"
	}
	text := t.Format(layout)
	if r.calendar.zoned {
		text += zoneName(r.calendar.offset)
	}
	return &text
}

func known(v float64, ok bool) *float64 {
	if !ok {
		return nil
	}
	return &v
}

func toSource(r hcl.Range) sourceJSON { return sourceJSON{r.Filename, r.Start.Line} }

func (r *Report) fencingJSON(f *Fencing) fencingJSON {
	j := fencingJSON{
		Victim: f.Victim, By: f.By, Delay: known(f.Delay.Seconds(), f.DelayName != ""),
		Success: f.Done, Overridden: f.Overridden, Attempts: []attemptJSON{},
	}
	for _, a := range f.Attempts {
		d, ok := a.Duration()
		j.Attempts = append(j.Attempts, attemptJSON{
			r.stamp(a.Start), r.stamp(a.End), known(d.Seconds(), ok), a.Unit.Seconds(), a.OK, a.Agent, append([]string{}, a.Says...), toSource(a.Source),
		})
	}
	return j
}

func (r *Report) incidentJSON(c *Comparison) incidentJSON {
	i := c.Incident
	j := incidentJSON{
		TokenLost: r.stamp(i.Lost), Membership: r.stamp(i.Formed), Left: append([]string{}, i.Left...),
		QuorumLost: r.stamp(i.QuorumLost), QuorumRegained: r.stamp(i.QuorumRegained), Withdrawn: append([]string{}, i.Withdrawn...),
		WindowStart: r.stamp(c.Start), WindowEnd: r.stamp(c.End), Measured: termsJSON(c.Measured), Freezes: []matchedJSON{},
	}
	if len(c.Predicted.Terms) > 0 {
		j.Predicted = c.Predicted.json()
	}
	if c.Clean != nil {
		j.Clean = c.Clean.json()
	}
	for _, f := range c.Freezes {
		j.Freezes = append(j.Freezes, matchedJSON{f.Host, f.Seconds, c.Agrees(f)})
	}
	return j
}

func (p Prediction) json() *predictionJSON {
	return &predictionJSON{p.Least.Seconds(), p.Most.Seconds(), p.Until, termsJSON(p.Terms)}
}

func termsJSON(terms []Term) []termJSON {
	list := make([]termJSON, 0, len(terms))
	for _, t := range terms {
		list = append(list, termJSON{t.Name, t.Least.Seconds(), t.Most.Seconds(), t.Source})
	}
	return list
}
