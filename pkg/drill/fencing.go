package drill

import (
	"strconv"
	"strings"
	"time"
)

// open returns the try that has not ended, nil for none.
func (c *Fencing) open() *Attempt {
	if c == nil || len(c.Attempts) == 0 {
		return nil
	}
	if a := c.Attempts[len(c.Attempts)-1]; a.End.IsZero() {
		return a
	}
	return nil
}

// try begins a try.
func (f *folding) try(i *Incident, e *event, s stream) {
	c := f.chains[s]
	if c == nil || c.Done || !f.sameVictim(c, e) {
		c = &Fencing{Victim: e.arg(0), By: e.host, family: e.family, pid: e.pid}
		if d := f.delays[s]; d != nil {
			c.Delay, c.DelayName = seconds(d.arg(1)), d.arg(2)
			delete(f.delays, s)
		}
		i.Fencing = append(i.Fencing, c)
		f.chains[s] = c
		if c.counts() {
			i.pending++
		}
	}
	c.Attempts = append(c.Attempts, &Attempt{Start: e.at, Unit: e.stamp.unit, Source: e.source})
}

// counts tells whether the process fences by itself; dlm_controld asks another
// to, which logs it as well.
func (c *Fencing) counts() bool { return c.family != dlmControl }

// done marks the victim as fenced.
func (c *Fencing) done(i *Incident) {
	if !c.Done && c.counts() {
		i.pending--
	}
	c.Done = true
}

// mostSayings is how many lines of an agent are kept for one try.
const mostSayings = 20

// say notes what an agent said.
func (a *Attempt) say(agent, text string) {
	if a == nil {
		return
	}
	a.Agent = agent
	if text = strings.TrimSpace(text); text != "" && len(a.Says) < mostSayings {
		a.Says = append(a.Says, text)
	}
}

// sameVictim tells whether an event speaks of the victim of a chain of tries. One
// process fences one node at a time and tries again until it succeeds; names with
// and without a domain are one node's, and so is one that was cut short.
func (f *folding) sameVictim(c *Fencing, e *event) bool {
	name := e.arg(0)
	switch {
	case name == c.Victim:
		return true
	case strings.HasPrefix(name, c.Victim+"."), strings.HasPrefix(c.Victim, name+"."):
		f.m.assume("%s:%d: %q is taken for %q.", e.source.Filename, e.source.Start.Line, name, c.Victim)
		return true
	case strings.HasPrefix(c.Victim, name) && !c.Done:
		f.m.assume("%s:%d: %q is taken for %q, whose fencing has failed and is tried again: the name is cut short.", e.source.Filename, e.source.Start.Line, name, c.Victim)
		return true
	}
	return false
}

// tried takes what is logged during a try and at its end.
func (f *folding) tried(i *Incident, e *event, s stream) {
	c := f.chains[s]
	if c == nil {
		return // another host's, of which every host is told
	}
	a := c.open()
	switch e.kind {
	case agentSays:
		a.say(e.arg(0), e.arg(1))
	case fenceDevice:
		a.say(e.arg(1), e.arg(2))
	case fenceOverridden:
		c.Overridden = true
		c.done(i)
	case fenceEnd:
		if !f.sameVictim(c, e) {
			return
		}
		if a == nil { // from the fourth on, fenced of cman 3 logs no try that fails as the one before
			if c.Done {
				return
			}
			f.m.assume("%s:%d: the tries before this result are not in the log; from the fourth on fenced is silent about those that fail alike.", e.source.Filename, e.source.Start.Line)
			a = &Attempt{Unit: e.stamp.unit, Source: e.source}
			c.Attempts = append(c.Attempts, a)
		}
		a.End, a.OK = e.at, succeeded(e)
		if a.OK {
			c.done(i)
		}
	}
}

// succeeded tells whether a result is a success, in the words of the program.
func succeeded(e *event) bool {
	switch e.family {
	case dlmControl:
		return e.arg(1) == "0"
	case pacemaker:
		return strings.HasPrefix(e.arg(1), "OK")
	}
	return e.arg(1) == "success"
}

// replay takes a line about the recovery of a journal.
func (f *folding) replay(i *Incident, e *event) {
	fs, jid, text := filesystem(e.arg(0)), e.arg(1), e.arg(2)
	key := replayKey{fs, jid, e.host}
	r := f.replays[key]
	if r == nil || r.Outcome != "" {
		r = &Replay{Filesystem: fs, Journal: jid, By: e.host, Start: e.at}
		i.Replays = append(i.Replays, r)
		f.replays[key] = r
	}
	words := strings.Fields(text)
	switch {
	case len(words) == 1 && (words[0] == "Done" || words[0] == "Failed" || words[0] == "Busy"):
		r.Outcome, r.End = words[0], e.at
	case len(words) >= 5 && words[0] == "Replayed" && words[2] == "of":
		r.Replayed, _ = strconv.Atoi(words[1])
		r.Blocks, _ = strconv.Atoi(words[3])
	case len(words) >= 4 && words[0] == "Journal" && words[1] == "replayed":
		r.Took, r.Unit = replayTime(words[3])
	}
}

// filesystem is the name of a filesystem without the number of the journal that
// the host itself writes to: Cluster_GFS:gfs.0.
func filesystem(fsid string) string {
	if i := strings.LastIndexByte(fsid, '.'); i > 0 && strings.Trim(fsid[i+1:], "0123456789s") == "" {
		return fsid[:i]
	}
	return fsid
}

// replayTime reads 1s or 224ms; the kernel rounds up.
func replayTime(word string) (took, unit time.Duration) {
	for _, u := range []struct {
		suffix string
		unit   time.Duration
	}{{"ms", time.Millisecond}, {"s", time.Second}} {
		if digits, ok := strings.CutSuffix(word, u.suffix); ok {
			n, err := strconv.ParseUint(digits, 10, 32)
			if err == nil {
				return time.Duration(n) * u.unit, u.unit
			}
		}
	}
	return 0, 0
}

// milliseconds reads a number of milliseconds; 0 where it is none.
func milliseconds(digits string) time.Duration {
	n, _ := strconv.ParseUint(digits, 10, 32)
	return time.Duration(n) * time.Millisecond
}

// seconds reads a number of seconds; 0 where it is none.
func seconds(digits string) time.Duration {
	n, _ := strconv.ParseUint(digits, 10, 32)
	return time.Duration(n) * time.Second
}
