package drill

import (
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
)

// Comparison sets what the model says of an incident beside what was measured.
type Comparison struct {
	Incident *Incident
	// Start and End are the window in which the survivors were frozen by the model:
	// from one token before its loss until the last journal was recovered. Zero
	// where the log does not tell.
	Start, End time.Time
	// Predicted is the freeze that the model predicts from the tries of fencing in
	// the log and the cluster's times for everything else.
	Predicted Prediction
	// Clean is the freeze that the topology lets expect where the first try of
	// fencing succeeds; nil without a topology.
	Clean *Prediction
	// Measured are the parts of the freeze by the log.
	Measured []Term
	// Freezes are those of the report that lie in the window.
	Freezes []Freeze
	// Exact is by how much the times of the log are uncertain.
	Exact time.Duration
}

// Agrees tells whether a measured freeze lies within what was predicted, both with
// their uncertainty.
func (c *Comparison) Agrees(f Freeze) bool {
	return f.Most >= (c.Predicted.Least-c.Exact).Seconds() && f.Least <= (c.Predicted.Most+c.Exact).Seconds()
}

// compare works out what the model says of each incident.
func (m *measurement) compare(logs []*logFile) []*Comparison {
	var list []*Comparison
	timing, known := m.timing(logs)
	slices.SortStableFunc(m.report.Freezes, func(a, b Freeze) int { return a.Start.Compare(b.Start) })
	ends := latestEnds(m.report.Freezes)
	for _, i := range m.report.Incidents {
		t := timing
		if i.Token > 0 {
			t.Token = Setting{i.Token, "the log"}
		}
		if i.Consensus > 0 {
			t.Consensus = Setting{i.Consensus, "the log"}
		}
		c := &Comparison{Incident: i, Exact: time.Second}
		c.measure(t)
		if known || i.Token > 0 {
			c.predict(t)
			c.clean(m.options.Cluster, t)
		}
		c.match(m.report.Freezes, ends)
		list = append(list, c)
	}
	return list
}

// timing are the times of the cluster: the topology's, or the defaults of the
// daemons that wrote the logs.
func (m *measurement) timing(logs []*logFile) (t Timing, ok bool) {
	if c := m.options.Cluster; c != nil {
		if t, ok = TimingOf(c); !ok {
			m.assume("The topology's cluster runs on a platform whose timeouts are not known.")
		}
		return t, ok
	}
	programs := make(map[family]bool)
	old := false
	for _, l := range logs {
		for _, e := range l.events {
			programs[e.family] = true
			old = old || e.kind == memberAddress || e.kind == membersKept
		}
	}
	if !programs[fenced] {
		return t, false
	}
	g := &generations[1]
	if old {
		g = &generations[0]
	}
	m.assume("Without a topology the defaults of %s count: token %s, consensus %s for more than two nodes, and a pause of %s between tries.", g.name, inSeconds(g.token.Value), inSeconds(g.consensus(3, g.token.Value)), inSeconds(g.pause.Value))
	return g.timing(3), true
}

// measure works out the parts of the freeze that the log shows.
func (c *Comparison) measure(t Timing) {
	i := c.Incident
	add := func(name string, from, to time.Time, source string) {
		if !from.IsZero() && !to.IsZero() && !to.Before(from) {
			c.Measured = append(c.Measured, Term{name, exactly(to.Sub(from)), source})
		}
	}
	if !i.Lost.IsZero() && t.Token.Value > 0 {
		c.Start = i.Lost.Add(-t.Token.Value)
	}
	add("consensus", i.Lost, i.Formed, "")
	c.End = i.Formed
	for n, f := range i.fencing() {
		first, last := f.Attempts[0], f.Attempts[len(f.Attempts)-1]
		if n == 0 {
			add("delay", i.Formed, first.Start, f.DelayName)
		}
		c.Measured = append(c.Measured, f.measured()...)
		c.End = later(c.End, last.End)
	}
	for _, r := range i.Replays {
		if r.Outcome != "Busy" {
			c.End = later(c.End, r.End)
			if r.Took > 0 {
				c.Measured = append(c.Measured, Term{"replay of journal " + r.Journal, Span{r.Took - r.Unit, r.Took}, r.Filesystem})
			}
		}
	}
	c.End = later(c.End, i.QuorumRegained)
}

// measured are the times of the tries, and of the pauses between them.
func (f *Fencing) measured() []Term {
	tried, failed := time.Duration(0), 0
	for _, a := range f.Attempts {
		d, _ := a.Duration()
		tried += d
		if !a.OK {
			failed++
		}
	}
	source := tries(len(f.Attempts))
	if failed > 0 {
		source += fmt.Sprintf(", %d failed", failed)
	}
	terms := []Term{{"fencing of " + f.Victim, exactly(tried), source}}
	whole := Attempt{Start: f.Attempts[0].Start, End: f.Attempts[len(f.Attempts)-1].End}
	if d, ok := whole.Duration(); ok && len(f.Attempts) > 1 && d >= tried {
		terms = append(terms, Term{"pauses", exactly(d - tried), ""})
	}
	return terms
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// fencing are the chains of tries that count: not what one daemon asked another
// for, where that logged it as well.
func (i *Incident) fencing() []*Fencing {
	var own, asked []*Fencing
	for _, f := range i.Fencing {
		if f.counts() {
			own = append(own, f)
		} else {
			asked = append(asked, f)
		}
	}
	if len(own) == 0 {
		return asked
	}
	return own
}

// predict asks the model about the incident as it went.
func (c *Comparison) predict(t Timing) {
	i := c.Incident
	failure := Failure{Silent: !i.Lost.IsZero()}
	if i.QuorumRegained.After(i.QuorumLost) {
		failure.Inquorate, failure.Joining = i.QuorumRegained.Sub(i.QuorumLost), true
	}
	for _, f := range i.fencing() {
		if f.DelayName == "post_join_delay" {
			failure.Joining = true
		}
		f.addTo(&failure)
	}
	for _, r := range i.Replays {
		if r.Outcome != "Busy" && r.Took > failure.Replay.Most {
			failure.Replay, failure.ReplaySource = Span{r.Took - r.Unit, r.Took}, "the kernel's log"
		}
	}
	c.Predicted = Predict(t, failure)
}

// addTo adds the tries of a chain to a failure. Those that the log is silent about
// count as one, with the pauses between them.
func (f *Fencing) addTo(failure *Failure) {
	var before *Attempt
	for n, a := range f.Attempts {
		d, ok := a.Duration()
		paused := !a.OK && n < len(f.Attempts)-1 && !f.Attempts[n+1].Start.IsZero()
		if a.Start.IsZero() && before != nil {
			d, ok = (&Attempt{Start: before.End, End: a.End}).Duration()
		}
		if ok {
			failure.Tries = append(failure.Tries, exactly(d))
		}
		if paused {
			failure.Failed++
		}
		before = a
	}
}

// clean asks the model what the topology lets expect of the victim.
func (c *Comparison) clean(cluster *topology.Cluster, t Timing) {
	if cluster == nil {
		return
	}
	for _, f := range c.Incident.fencing() {
		for _, n := range cluster.Nodes {
			if n.Name != f.Victim {
				continue
			}
			try, _ := Try(Methods(n, nil), nil)
			p := Predict(t, Failure{Silent: !c.Incident.Lost.IsZero(), Tries: []Span{try}, Replay: usualReplay, ReplaySource: usualReplaySource})
			c.Clean = &p
			return
		}
	}
}

// match finds the freezes that lie in the window, at least in part. freezes are in
// order of their beginnings; ends has, for each, the latest end up to it.
func (c *Comparison) match(freezes []Freeze, ends []time.Time) {
	if c.Start.IsZero() || c.End.IsZero() {
		return
	}
	from, to := c.Start.Add(-c.Exact), c.End.Add(c.Exact)
	for i := sort.Search(len(ends), func(i int) bool { return ends[i].After(from) }); i < len(freezes) && freezes[i].Start.Before(to); i++ {
		if freezes[i].End.After(from) {
			c.Freezes = append(c.Freezes, freezes[i])
		}
	}
}

// latestEnds are the latest ends of the freezes up to each one.
func latestEnds(freezes []Freeze) []time.Time {
	ends := make([]time.Time, len(freezes))
	var latest time.Time
	for i, f := range freezes {
		latest = later(latest, f.End)
		ends[i] = latest
	}
	return ends
}
