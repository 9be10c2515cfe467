package drill

import (
	"fmt"
	"strings"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
)

// names are the names of nodes.
func names(nodes []*topology.Node) []string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = n.Name
	}
	return list
}

func votesOf(nodes []*topology.Node) int {
	votes := 0
	for _, n := range nodes {
		votes += n.Votes.Value
	}
	return votes
}

// keeps tells whether the others have quorum when nodes fail.
func (p *planner) keeps(victims []*topology.Node) bool {
	return p.Quorum.Holds(p.Quorum.Nodes-votesOf(victims), true)
}

// silence is the failure of nodes that just stop: each is fenced, one after the
// other.
func (p *planner) silence(victims []*topology.Node, broken map[string]bool) Failure {
	f := Failure{Silent: true, Replay: usualReplay, ReplaySource: usualReplaySource}
	f.DiskMaster = p.Quorum.Disk > 0 && !p.Quorum.Holds(p.Quorum.Nodes-votesOf(victims), false)
	total := Span{}
	for _, n := range victims {
		try, _ := Try(Methods(n, p.measured), broken)
		total = total.plus(try)
	}
	f.Tries = []Span{total}
	return f
}

// predict is the prediction for nodes that just stop. Where the rest has no quorum,
// or no way to fence them, the freeze has no end of its own.
func (p *planner) predict(victims []*topology.Node) Prediction {
	if !p.keeps(victims) {
		return p.untilQuorum(victims)
	}
	if who := p.confirmed(victims); who != "" {
		prediction := Predict(p.Timing, Failure{Replay: usualReplay, ReplaySource: usualReplaySource})
		prediction.Until = "somebody confirms that " + who + " is off"
		return prediction
	}
	return Predict(p.Timing, p.silence(victims, nil))
}

// confirmed is the first of some nodes that nothing fences without a person; "" for
// none.
func (p *planner) confirmed(nodes []*topology.Node) string {
	for _, n := range nodes {
		methods := Methods(n, p.measured)
		if _, ok := Try(methods, nil); !ok || methods[0].byHand() {
			return n.Name
		}
	}
	return ""
}

// byHand tells whether an agent of the method waits for a person.
func (m Method) byHand() bool {
	for _, r := range m.Runs {
		if r.ByHand {
			return true
		}
	}
	return false
}

// untilQuorum is the prediction where too few nodes stay: nothing is fenced and
// nothing written until enough are back. From there on post_join_delay counts, and
// nodes that came back need no fencing.
func (p *planner) untilQuorum(victims []*topology.Node) Prediction {
	f := Failure{Joining: true, Replay: usualReplay, ReplaySource: usualReplaySource}
	if len(victims) > 1 {
		rest := p.silence(victims[1:], nil)
		f.Tries = []Span{{0, rest.Tries[0].Most}}
	}
	prediction := Predict(p.Timing, f)
	prediction.Until = "enough nodes are back for quorum"
	return prediction
}

// quorumText says what becomes of quorum when nodes fail.
func (p *planner) quorumText(victims []*topology.Node) string {
	q, left := p.Quorum, p.Quorum.Nodes-votesOf(victims)
	if q.TwoNode {
		return "Either of the two nodes goes on alone (two_node)."
	}
	votes := count(left, "vote stays", "votes stay")
	if q.Disk > 0 {
		votes = fmt.Sprintf("%d votes of nodes and %d of the quorum disk stay", left, q.Disk)
	}
	if p.keeps(victims) {
		return fmt.Sprintf("%s of %d, %d are needed: the others go on.", sentence(votes), q.Expected, q.Needed)
	}
	return fmt.Sprintf("%s of %d, %d are needed: the others stop until nodes come back.", sentence(votes), q.Expected, q.Needed)
}

func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// watch is what to look at in most drills, and what else in one.
func (p *planner) watch(more ...string) []Step {
	list := []Step{
		{Text: "token lost, new membership, fencing, journal", Command: p.commands.follow, On: "a node that stays"},
		{Text: "who is a member", Command: p.commands.members, On: "a node that stays"},
		{Text: "the state of fencing", Command: p.commands.fencing, On: "a node that stays"},
	}
	for _, text := range more {
		list = append(list, Step{Text: text})
	}
	return list
}

// rejoin puts nodes back that were fenced or are off.
func (p *planner) rejoin(nodes []*topology.Node) []Step {
	list := strings.Join(names(nodes), ", ")
	return []Step{
		{Text: "Let " + list + " boot, unless fencing has done so; start the cluster where the boot does not.", Command: p.commands.start, On: list},
		{Text: "See that all nodes are members, and the filesystem is mounted everywhere.", Command: p.commands.members, On: p.survivor()},
	}
}

// judge sets the limit of a drill by its prediction.
func (d *Drill) judge(p Prediction, pass string) {
	d.Prediction = p
	d.Limit = limitAbove(p)
	d.Pass = pass
}

// withTerm is the prediction with a term more.
func (p Prediction) withTerm(name string, s Span, source string) Prediction {
	p.Terms = append(append([]Term{}, p.Terms...), Term{name, s, source})
	p.Span = p.plus(s)
	return p
}

// fenceOutage is for how long the drill keeps a fence device out of reach.
const fenceOutage = 60 * time.Second
