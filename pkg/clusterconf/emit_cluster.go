package clusterconf

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// longestName is how many characters a cluster's name may have. cman 3 refuses a
// longer one at start; the buffer of cman 2 has one more.
var longestName = map[Release]int{CMAN2: 16, CMAN3: 15}

// defaultPostJoinDelay is written where the topology says nothing: the 3 and 6
// seconds of the tools and of fenced fence nodes that are only slow to start.
const defaultPostJoinDelay = "20"

// root compiles the root element with all that is in it.
func (e *emitter) root() *Element {
	c := e.cluster
	root := NewElement("cluster", c.Range)
	e.checkName()
	e.set(root, "name", fixed(c.Name, c.NameRange))
	version := numberOf(c.ConfigVersion)
	version.missing = false // the default is 1
	e.set(root, "config_version", version)
	e.set(root, "alias", textOf(c.Alias))

	e.fenceDaemon(root)
	e.manager(root)
	e.totem(root)
	e.quorumDisk(root)
	e.nodes(root)
	e.section(root, "dlm", c.DLM)
	e.section(root, "gfs_controld", c.GFSControld)
	e.logging(root)
	e.resourceManager(root)
	e.elements(root, c.Elements)
	return root
}

// elements writes elements for which the topology language has no block. One
// that hagen writes by itself is not among them.
func (e *emitter) elements(parent *Element, list []*topology.ClusterElement) {
	own := make(map[string]bool)
	for c := range parent.Elements("") {
		own[c.Name.Text] = true
	}
	for _, x := range list {
		if own[x.Name] {
			e.errorf(x.NameRange, "Element written already", "hagen writes <%s> in <%s> by itself: give its attributes in the block that it is made from.", x.Name, parent.Name.Text)
			continue
		}
		el := e.child(parent, x.Name, x.Range)
		e.params(el, x.Params)
		e.elements(el, x.Elements)
	}
}

// checkName checks the cluster's name.
func (e *emitter) checkName() {
	name, at := e.cluster.Name, e.cluster.NameRange
	if limit := longestName[e.release]; len(name) > limit {
		e.errorf(at, "Name too long", "%q has %d characters; %s takes %d at the most.", name, len(name), e.release, limit)
	}
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != "" {
		e.report(hcl.DiagWarning, at, "Name unfit for GFS", "The lock table of a GFS begins with the cluster's name, and mkfs takes only letters, digits, \"_\" and \"-\" there.")
	}
}

func (e *emitter) fenceDaemon(root *Element) {
	f := e.cluster.FenceDaemon
	if f == nil {
		el := e.child(root, "fence_daemon", e.cluster.Range)
		e.set(el, "post_join_delay", fixed(defaultPostJoinDelay, e.cluster.Range))
		return
	}
	el := e.child(root, "fence_daemon", f.Range)
	delay := e.duration(f.PostJoinDelay, time.Second)
	delay.missing = false
	e.set(el, "post_join_delay", delay)
	e.set(el, "post_fail_delay", e.duration(f.PostFailDelay, time.Second))
	e.set(el, "clean_start", flagOf(f.CleanStart))
	e.params(el, f.Params)
}

// manager compiles <cman>: the votes, worked out from the nodes and the quorum
// disk, and the multicast group, worked out from the cluster's name.
func (e *emitter) manager(root *Element) {
	c := e.cluster
	m := c.CMAN
	if m == nil {
		m = &topology.ClusterManager{Block: topology.Block{Range: c.Range}}
	}
	el := e.child(root, "cman", m.Range)
	e.votes(el, m)
	e.set(el, "cluster_id", numberOf(m.ClusterID))
	e.set(el, "port", numberOf(m.Port))
	e.params(el, m.Params)

	id := ClusterID(c.Name)
	if m.ClusterID.Set {
		id = uint16(m.ClusterID.Value)
	}
	computed := !usesOtherTransport(el)
	switch m := c.Multicast; {
	case m != nil:
		group := e.multicast(el, "multicast", &m.MulticastGroup, MulticastAddress(id, e.ipv6()), computed)
		e.set(group, "interface", textOf(m.Interface))
	case computed:
		e.set(e.child(el, "multicast", c.Range), "addr", fixed(MulticastAddress(id, e.ipv6()).String(), c.Range))
	}
	if m := c.AltMulticast; m != nil {
		e.multicast(el, "altmulticast", m, AltMulticastAddress(id, e.ipv6()), computed)
	}
}

// usesOtherTransport tells whether cman, as configured so far, talks on no group
// or on one that only cman itself works out.
func usesOtherTransport(cman *Element) bool {
	transport := cman.Value("transport")
	return cman.Value("broadcast") == "yes" || transport == "udpb" || transport == "udpu" ||
		cman.Value("hash_cluster_id") == "yes" || cman.Value("hash_cluster_id") == "on"
}

// votes writes two_node and expected_votes.
func (e *emitter) votes(cman *Element, m *topology.ClusterManager) {
	nodes := e.cluster.Nodes
	sum, single := 0, true
	for _, n := range nodes {
		sum += n.Votes.Value
		single = single && n.Votes.Value == 1
	}
	disk := e.cluster.QuorumDisk
	twoNode, expected := flagOf(m.TwoNode), numberOf(m.ExpectedVotes)
	if !m.TwoNode.Set && len(nodes) == 2 && single && disk == nil {
		twoNode = fixed("1", m.Range)
	}
	two := !twoNode.missing && twoNode.text == "1"
	switch {
	case two && (len(nodes) != 2 || !single):
		e.errorf(twoNode.at, "two_node for another cluster", "two_node needs two nodes with one vote each; %q has %d nodes with %d votes, and cman would not start.", e.cluster.Name, len(nodes), sum)
	case two && m.ExpectedVotes.Set && m.ExpectedVotes.Value != 1:
		e.errorf(expected.at, "Votes that two_node forbids", "With two_node the expected votes are 1, and cman would not start with %d.", m.ExpectedVotes.Value)
	case two && !m.ExpectedVotes.Set:
		expected = fixed("1", m.Range)
	case disk != nil && !m.ExpectedVotes.Set:
		expected = fixed(strconv.Itoa(sum+e.cluster.DiskVotes()), disk.Range)
	}
	e.set(cman, "two_node", twoNode)
	e.set(cman, "expected_votes", expected)
}

// ipv6 tells whether the node names resolve to IPv6 addresses.
func (e *emitter) ipv6() bool {
	for _, n := range e.cluster.Nodes {
		if n.HeartbeatAddress.IsValid() {
			return n.HeartbeatAddress.Is6()
		}
	}
	return false
}

// multicast writes a group, with the address given or else the one computed where
// that means anything.
func (e *emitter) multicast(cman *Element, name string, m *topology.MulticastGroup, address netip.Addr, computed bool) *Element {
	el := e.child(cman, name, m.Range)
	group := given(m.Address, m.Address.Value.String())
	if !m.Address.Set && computed {
		group = fixed(address.String(), m.Range)
	}
	if m.Address.Set && m.Address.Value.Is6() != e.ipv6() {
		e.errorf(m.Address.Range, "Two address families", "The group is %s and the nodes' heartbeat addresses are not of its family; cman would not start.", m.Address.Value)
	}
	e.set(el, "addr", group)
	e.set(el, "ttl", numberOf(m.TTL))
	e.set(el, "port", numberOf(m.Port))
	return el
}

func (e *emitter) totem(root *Element) {
	t := e.cluster.Totem
	if t == nil {
		return
	}
	el := e.child(root, "totem", t.Range)
	e.set(el, "token", e.duration(t.Token, time.Millisecond))
	e.set(el, "consensus", e.duration(t.Consensus, time.Millisecond))
	e.set(el, "join", e.duration(t.Join, time.Millisecond))
	e.params(el, t.Params)
	e.elements(el, t.Elements)
}

func (e *emitter) quorumDisk(root *Element) {
	q := e.cluster.QuorumDisk
	if q == nil {
		return
	}
	if !q.Label.Set && !q.Device.Set {
		e.errorf(q.Range, "No quorum disk named", "qdiskd finds the disk by its label or its device; give one of them.")
	}
	el := e.child(root, "quorumd", q.Range)
	e.set(el, "label", textOf(q.Label))
	e.set(el, "device", textOf(q.Device))
	e.set(el, "interval", e.duration(q.Interval, time.Second))
	e.set(el, "tko", numberOf(q.TKO))
	votes := numberOf(q.Votes)
	if votes.missing {
		votes = fixed(strconv.Itoa(e.cluster.DiskVotes()), q.Range)
	}
	e.set(el, "votes", votes)
	e.set(el, "min_score", numberOf(q.MinScore))
	e.set(el, "master_wins", flagOf(q.MasterWins))
	e.params(el, q.Params)
	for _, h := range q.Heuristics {
		check := e.child(el, "heuristic", h.Range)
		e.set(check, "program", fixed(h.Name, h.NameRange))
		e.set(check, "score", numberOf(h.Score))
		e.set(check, "interval", e.duration(h.Interval, time.Second))
		e.set(check, "tko", numberOf(h.TKO))
	}
}

// section writes an element whose attributes are the topology's own.
func (e *emitter) section(root *Element, name string, s *topology.ClusterSection) {
	if s != nil {
		el := e.child(root, name, s.Range)
		e.params(el, s.Params)
		e.elements(el, s.Elements)
	}
}

func (e *emitter) logging(root *Element) {
	l := e.cluster.Logging
	if l == nil {
		return
	}
	el := e.child(root, "logging", l.Range)
	e.params(el, l.Params)
	for _, d := range l.Daemons {
		daemon := e.child(el, "logging_daemon", d.Range)
		e.set(daemon, "name", fixed(d.Name, d.NameRange))
		e.params(daemon, d.Params)
	}
}
