package drill

import "time"

// Span is a duration that is known to lie between two others.
type Span struct{ Least, Most time.Duration }

// exactly is the span of a duration that is known.
func exactly(d time.Duration) Span { return Span{d, d} }

func (s Span) plus(t Span) Span { return Span{s.Least + t.Least, s.Most + t.Most} }

// Failure is a failure of nodes, as far as it decides how long the others freeze.
type Failure struct {
	// Silent is true where a node just stops: the others have to miss it. A node
	// that leaves says so, and nobody waits or fences.
	Silent bool
	// Joining is true where a node joins at the same moment, or quorum comes back
	// with the change: then post_join_delay is waited, not post_fail_delay.
	Joining bool
	// DiskMaster is true where the node may be the master of the quorum disk, and the
	// others have no quorum without the disk's votes.
	DiskMaster bool
	// Inquorate is how long the others were without quorum, in which nobody is fenced.
	Inquorate time.Duration
	// Tries are the tries of fencing, in order. After Failed of them fenced paused
	// before the next: all but the last of each node, unless nothing failed.
	Tries  []Span
	Failed int
	// Replay is how long the recovery of the dead node's journal takes, ReplaySource
	// where that is from.
	Replay       Span
	ReplaySource string
}

// Term is a part of a predicted freeze.
type Term struct {
	Name string
	Span
	Source string
}

// Prediction is a predicted freeze, with the terms that it is the sum of.
type Prediction struct {
	Terms []Term
	Span
	// Until says what ends the freeze where no time does: a person, or another node;
	// "" otherwise. The span then is what follows after that.
	Until string
}

// Predict works out how long a failure freezes the nodes that survive it:
//
//	token + consensus                        until the others agree that the node is gone
//	+ what is missing until the quorum disk has a new master, where that counts
//	+ the time without quorum, where it was lost
//	+ post_fail_delay, or post_join_delay    before the first try of fencing
//	+ the tries, and the pause of fenced between one that failed and the next
//	+ the replay of the journal
//
// The freeze is counted from the node's death. A write that needs no lock of the
// dead node can go on until the membership changes, so that what a probe measures
// can be shorter by up to token + consensus. fenced looks at the clock once a second
// while it waits for a delay. Sources: openais.conf(5) and corosync.conf(5) for
// token and consensus, cman(5), qdisk(5), fenced(8) and its recover.c.
func Predict(t Timing, f Failure) Prediction {
	var p Prediction
	add := func(name string, s Span, source string) {
		p.Terms = append(p.Terms, Term{name, s, source})
		p.Span = p.plus(s)
	}
	if f.Silent {
		add("token", exactly(t.Token.Value), t.Token.Source)
		add("consensus", exactly(t.Consensus.Value), t.Consensus.Source)
	}
	if f.DiskMaster {
		if missing := t.QuorumDisk.Value - p.Most; missing > 0 {
			add("quorum disk", Span{0, missing}, t.QuorumDisk.Source)
		}
	}
	if f.Inquorate > 0 {
		add("without quorum", exactly(f.Inquorate), "")
	}
	if len(f.Tries) > 0 {
		name, delay := "post_fail_delay", t.PostFailDelay
		if f.Joining {
			name, delay = "post_join_delay", t.PostJoinDelay
		}
		if delay.Value > 0 {
			add(name, Span{delay.Value, delay.Value + time.Second}, delay.Source)
		}
		fencing := Span{}
		for _, try := range f.Tries {
			fencing = fencing.plus(try)
		}
		add("fencing", fencing, tries(len(f.Tries)))
		if f.Failed > 0 && t.RetryPause.Value > 0 {
			add("pauses", exactly(time.Duration(f.Failed)*t.RetryPause.Value), t.RetryPause.Source)
		}
	}
	if f.Replay.Most > 0 {
		add("journal replay", f.Replay, f.ReplaySource)
	}
	return p
}
