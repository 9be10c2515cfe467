package drill

import "github.com/everlinux/hagen/pkg/topology"

// Quorum is how a cluster counts votes.
type Quorum struct {
	// Nodes is the sum of the nodes' votes, Disk the votes of the quorum disk.
	Nodes, Disk int
	// Expected are the votes that the cluster counts on, Needed what a part of it
	// needs to go on: more than half of them.
	Expected, Needed int
	// TwoNode is true where either of two nodes goes on alone.
	TwoNode bool
}

// QuorumOf counts the votes of a cluster as cman and votequorum do. Source:
// cman(5), qdisk(5), votequorum(5).
func QuorumOf(c *topology.Cluster) Quorum {
	q := Quorum{Disk: c.DiskVotes()}
	single := true
	for _, n := range c.Nodes {
		q.Nodes += n.Votes.Value
		single = single && n.Votes.Value == 1
	}
	q.TwoNode = len(c.Nodes) == 2 && single && c.QuorumDisk == nil
	q.Expected = q.Nodes + q.Disk
	if m := c.CMAN; m != nil {
		if m.TwoNode.Set {
			q.TwoNode = m.TwoNode.Value
		}
		if m.ExpectedVotes.Set && !q.TwoNode {
			q.Expected = max(m.ExpectedVotes.Value, 1)
		}
	}
	q.Needed = q.Expected/2 + 1
	if q.TwoNode {
		q.Expected, q.Needed = 1, 1
	}
	return q
}

// Holds tells whether a part of the cluster with so many votes of nodes has
// quorum, with the quorum disk's or without.
func (q Quorum) Holds(votes int, disk bool) bool {
	if disk {
		votes += q.Disk
	}
	return votes > 0 && votes >= q.Needed
}
