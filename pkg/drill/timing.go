package drill

import (
	"strconv"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
	"github.com/everlinux/hagen/pkg/version"
)

// Timing are the times that decide how long a failure freezes a cluster.
type Timing struct {
	// Token is how long the token may be missing before a node counts as failed;
	// Consensus how long the others then wait for it to agree.
	Token, Consensus Setting
	// PostFailDelay is waited before a failed node is fenced, PostJoinDelay instead
	// of it when another node joins at that moment or quorum comes back.
	PostFailDelay, PostJoinDelay Setting
	// RetryPause is waited after every method of a node has failed, before all are
	// tried again.
	RetryPause Setting
	// QuorumDisk is how long a new master of the quorum disk takes at the most,
	// after the death of the old one; 0 without a quorum disk.
	QuorumDisk Setting
}

// Setting is a time and where it comes from.
type Setting struct {
	Value time.Duration
	// Source is a man page or a file of the daemon, or "topology".
	Source string
}

// generation is a release of the cluster suite with its defaults.
type generation struct {
	name     string
	features topology.Feature // of the platforms that have it
	corosync version.Version  // the first version of it; zero for any
	token    Setting
	// consensus of n nodes with a token.
	consensus     func(n int, token time.Duration) time.Duration
	consensusFrom string
	coefficient   time.Duration // added to the token for each node after the second
	postFail      Setting
	postJoin      Setting
	pause         Setting
	pauseParam    bool // override_time gives the pause
}

// generations are the releases, the newest of a kind first. cman overrides
// the token of openais and corosync; under Pacemaker their own defaults count.
var generations = []generation{
	{
		name: "cman 2", features: topology.CMAN | topology.ClusterConf5,
		token:         Setting{10 * time.Second, "cman(5)"},
		consensus:     func(int, time.Duration) time.Duration { return 4800 * time.Millisecond },
		consensusFrom: "cman 2, bz 214290",
		postFail:      Setting{0, "fenced(8)"},
		postJoin:      Setting{6 * time.Second, "fenced(8)"},
		pause:         Setting{5 * time.Second, "fenced, recover.c"},
	},
	{
		name: "cman 3", features: topology.CMAN | topology.ClusterConf6,
		token:         Setting{10 * time.Second, "cman(5)"},
		consensus:     consensusCMAN3,
		consensusFrom: "cman 3, cman-preconfig.c",
		postFail:      Setting{0, "fenced(8)"},
		postJoin:      Setting{6 * time.Second, "fenced(8)"},
		pause:         Setting{3 * time.Second, "fenced(8), override_time"},
		pauseParam:    true,
	},
	{
		name: "corosync 3.1", features: topology.Pacemaker, corosync: version.Of(3, 1, 0),
		token:         Setting{3 * time.Second, "corosync.conf(5)"},
		consensus:     consensusCorosync,
		consensusFrom: "corosync.conf(5), 1.2 times the token",
		coefficient:   650 * time.Millisecond,
	},
	{
		name: "corosync 2 and 3.0", features: topology.Pacemaker,
		token:         Setting{time.Second, "corosync.conf(5)"},
		consensus:     consensusCorosync,
		consensusFrom: "corosync.conf(5), 1.2 times the token",
		coefficient:   650 * time.Millisecond,
	},
}

// consensusCMAN3 is cman 3's default: of two nodes a fifth of the token, at least
// 200 ms and at the most 2 s; of more, 2 s more than the token.
func consensusCMAN3(n int, token time.Duration) time.Duration {
	if n > 2 {
		return token + 2*time.Second
	}
	return min(max(token/5, 200*time.Millisecond), 2*time.Second)
}

func consensusCorosync(_ int, token time.Duration) time.Duration { return token * 6 / 5 }

// generationOf returns the release of the cluster suite that a platform has; nil
// for none.
func generationOf(p *topology.Platform) *generation {
	for i := range generations {
		g := &generations[i]
		if p.Has(g.features) && p.Corosync.AtLeast(g.corosync) {
			return g
		}
	}
	return nil
}

// TimingOf works out the times of a cluster: what the topology says, and otherwise
// the defaults of the release that its nodes run; ok is false where they run none
// that is known.
func TimingOf(c *topology.Cluster) (t Timing, ok bool) {
	if len(c.Nodes) == 0 || c.Nodes[0].Host.Value == nil || c.Nodes[0].Host.Value.Platform == nil {
		return t, false
	}
	g := generationOf(c.Nodes[0].Host.Value.Platform)
	if g == nil {
		return t, false
	}
	n := len(c.Nodes)
	t = g.timing(n)
	if c.Totem != nil && c.Totem.Token.Set {
		t.Token = fromTopology(c.Totem.Token)
		g.derive(&t, n)
	}
	if c.Totem != nil && c.Totem.Consensus.Set {
		t.Consensus = fromTopology(c.Totem.Consensus)
	}
	if f := c.FenceDaemon; f != nil && g.pause.Value > 0 {
		t.PostJoinDelay = fromTopology(f.PostJoinDelay)
		if f.PostFailDelay.Set {
			t.PostFailDelay = fromTopology(f.PostFailDelay)
		}
		if n, given := countOf(f.Params, "override_time"); given && g.pauseParam {
			t.RetryPause = Setting{time.Duration(n) * time.Second, "topology"}
		}
	} else if g.pause.Value > 0 {
		t.PostJoinDelay = Setting{hagenPostJoinDelay, "hagen's default"}
	}
	t.QuorumDisk = quorumDiskTiming(c.QuorumDisk, t.Token.Value)
	return t, true
}

// timing are the defaults for a cluster of n nodes.
func (g *generation) timing(n int) Timing {
	t := Timing{Token: g.token, PostFailDelay: g.postFail, PostJoinDelay: g.postJoin, RetryPause: g.pause}
	g.derive(&t, n)
	return t
}

// derive works out what follows from the token that is configured.
func (g *generation) derive(t *Timing, n int) {
	if n > 2 {
		t.Token.Value += time.Duration(n-2) * g.coefficient
	}
	t.Consensus = Setting{g.consensus(n, t.Token.Value), g.consensusFrom}
}

// hagenPostJoinDelay is what hagen writes to cluster.conf where the topology has no
// fence_daemon.
const hagenPostJoinDelay = 20 * time.Second

func fromTopology(a topology.Attr[time.Duration]) Setting {
	if !a.Set {
		return Setting{a.Value, "hagen's default"}
	}
	return Setting{a.Value, "topology"}
}

// quorumDiskTiming is how long the survivors may be without the votes of the quorum
// disk after its master has died: interval × (tko + upgrade_wait + master_wait).
// Source: qdisk(5), section 3.3.1. A tko that is not given is worked out from the
// token, for which qdisk(5) says "token more than 2x of qdiskd's timeout".
func quorumDiskTiming(q *topology.QuorumDisk, token time.Duration) Setting {
	if q == nil {
		return Setting{}
	}
	interval := time.Second
	if q.Interval.Set && q.Interval.Value > 0 {
		interval = q.Interval.Value
	}
	tko := max(int(token/2/interval), 2)
	if q.TKO.Set {
		tko = q.TKO.Value
	}
	upgrade, master := 2, max(tko/2, 2)
	if n, given := countOf(q.Params, "upgrade_wait"); given {
		upgrade = n
	}
	if n, given := countOf(q.Params, "master_wait"); given {
		master = n
	}
	cycles := tko + upgrade + master
	return Setting{time.Duration(cycles) * interval, "qdisk(5), 3.3.1"}
}

// countOf is a small number among open attributes.
func countOf(params topology.Params, name string) (n int, given bool) {
	for _, p := range params {
		if v, err := strconv.ParseUint(p.Value, 10, 16); p.Name == name && err == nil {
			return int(v), true
		}
	}
	return 0, false
}
