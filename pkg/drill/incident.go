package drill

import (
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// Incident is what the logs tell of one failure.
type Incident struct {
	// Lost is when the token was declared lost, Formed when the survivors agreed on
	// the new membership; zero where no line says so.
	Lost, Formed time.Time
	// Token and Consensus are the times that the log itself names, 0 for none.
	Token, Consensus time.Duration
	// Left are the addresses or ids of the nodes that left.
	Left []string
	// QuorumLost and QuorumRegained are zero where quorum stayed.
	QuorumLost, QuorumRegained time.Time
	// Fencing are the nodes that were fenced, in order.
	Fencing []*Fencing
	// Replays are the journals that were recovered.
	Replays []*Replay
	// Withdrawn are the filesystems that withdrew.
	Withdrawn []string
	// Deferred names who other hosts left the fencing to.
	Deferred []string
	last     time.Time // of the last line that belongs to it for certain
	pending  int       // victims that are not fenced yet
}

// Fencing is how one host fenced another: tries until one succeeds.
type Fencing struct {
	Victim, By string
	// Delay is how long it was waited before, by the log; DelayName is
	// post_fail_delay or post_join_delay, "" where no line says so.
	Delay     time.Duration
	DelayName string
	Attempts  []*Attempt
	// Done is true where the victim is fenced; Overridden, where a person said so.
	Done, Overridden bool
	family           family
	pid              string
}

// Attempt is one try: every method of the victim, until one succeeds.
type Attempt struct {
	// Start and End are rounded down to Unit; zero where no line says so.
	Start, End time.Time
	Unit       time.Duration
	OK         bool
	Agent      string
	// Says is what the agent said, as far as the log has it.
	Says   []string
	Source hcl.Range
}

// Duration is how long the try took, exact to ± Unit; ok is false where the log
// does not have both ends, or its clock went back between them.
func (a *Attempt) Duration() (d time.Duration, ok bool) {
	if a.Start.IsZero() || a.End.IsZero() || a.End.Before(a.Start) {
		return 0, false
	}
	return a.End.Sub(a.Start), true
}

// Replay is the recovery of a dead node's journal.
type Replay struct {
	Filesystem, Journal, By string
	// Start is when the recovery began, End when it was done; zero where no line
	// says so.
	Start, End time.Time
	// Took is the time that the kernel names, rounded up to Unit; 0 for none.
	Took, Unit time.Duration
	// Replayed of Blocks blocks were written back.
	Replayed, Blocks int
	// Outcome is Done, Failed or Busy; "" where no line says so.
	Outcome string
}

// quiet is how long nothing has to happen after a failure for the next line to be
// of another one.
const quiet = 60 * time.Second

// folding makes incidents of events.
type folding struct {
	m       *measurement
	list    []*Incident
	current *Incident
	section map[stream]kind // which list of members a host is logging
	delays  map[stream]*event
	chains  map[stream]*Fencing // the last of each process, in the current incident
	replays map[replayKey]*Replay
}

// stream tells apart what several processes log side by side.
type stream struct {
	host   string
	family family
	pid    string
}

// replayKey tells apart the journals that hosts recover.
type replayKey struct{ filesystem, journal, by string }

// fold makes incidents of events in order of time.
func (m *measurement) fold(events []*event) []*Incident {
	f := &folding{m: m, section: make(map[stream]kind), delays: make(map[stream]*event)}
	for _, e := range events {
		f.add(e)
	}
	return f.list
}

// open returns the incident that an event belongs to: the current one, or a new
// one where that is over.
func (f *folding) open(e *event) *Incident {
	if c := f.current; c != nil && !(c.over() && e.at.Sub(c.last) > quiet) && e.at.Sub(c.last) < 24*time.Hour {
		return c
	}
	f.current = &Incident{}
	f.chains, f.replays = make(map[stream]*Fencing), make(map[replayKey]*Replay)
	f.list = append(f.list, f.current)
	return f.current
}

// over tells whether nothing is left to be done.
func (i *Incident) over() bool {
	return i.pending == 0 && (i.QuorumLost.IsZero() || !i.QuorumRegained.IsZero())
}

// forgotten is how long after a failure a line can still be about it.
const forgotten = time.Hour

func (f *folding) add(e *event) {
	s := stream{e.host, e.family, e.pid}
	switch e.kind {
	case tokenLost, quorumLost, fenceDelay, fenceStart, withdrawn, evicted:
		f.begin(e, s)
		f.current.last = e.at
		return
	}
	c := f.current
	if c == nil || c.over() && e.at.Sub(c.last) > forgotten {
		return
	}
	if !c.over() {
		c.last = e.at
	}
	f.carryOn(e, s)
}

// begin takes an event that can be the first of a failure.
func (f *folding) begin(e *event, s stream) {
	i := f.open(e)
	switch e.kind {
	case tokenLost:
		if i.Lost.IsZero() {
			i.Lost = e.at
		}
		if token := milliseconds(e.arg(0)); token > 0 {
			i.Token, i.Consensus = token, milliseconds(e.arg(1))
		}
	case quorumLost:
		if i.QuorumLost.IsZero() {
			i.QuorumLost, i.QuorumRegained = e.at, time.Time{}
		}
	case fenceDelay:
		f.delays[s] = e
	case fenceStart:
		f.try(i, e, s)
	case withdrawn:
		i.Withdrawn = appendNew(i.Withdrawn, e.arg(0)+" on "+e.host)
	}
}

// carryOn takes an event that means something only after another.
func (f *folding) carryOn(e *event, s stream) {
	i := f.current
	switch e.kind {
	case newMembership:
		if i.Formed.IsZero() && !i.Lost.IsZero() {
			i.Formed = e.at
		}
		for _, id := range strings.Fields(e.arg(0)) {
			i.Left = appendNew(i.Left, id)
		}
	case membersLeft, membersKept:
		f.section[s] = e.kind
	case memberAddress:
		if f.section[s] == membersLeft {
			i.Left = appendNew(i.Left, e.arg(0))
		}
	case quorumRegained:
		if !i.QuorumLost.IsZero() {
			i.QuorumRegained = e.at
		}
	case agentSays, fenceDevice, fenceEnd, fenceOverridden:
		f.tried(i, e, s)
	case fenceDeferred:
		i.Deferred = appendNew(i.Deferred, e.arg(0))
	case journal:
		f.replay(i, e)
	}
}

// mostNames is how many names a list takes, so that no log makes it grow without
// bound; a cluster has fewer nodes.
const mostNames = 256

func appendNew(list []string, text string) []string {
	if len(list) == mostNames {
		return list
	}
	for _, have := range list {
		if have == text {
			return list
		}
	}
	return append(list, text)
}
