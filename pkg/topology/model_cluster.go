package topology

import (
	"net/netip"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// FenceDevice is what can cut a failed node off: a power switch, a management
// card, a hypervisor's manager.
type FenceDevice struct {
	Block
	Agent          Attr[string] `hagen:"agent"`
	Address        Attr[string] `hagen:"address"` // an IP address or a host name
	Login          Attr[string] `hagen:"login"`
	Password       Attr[string] `hagen:"password"`
	PasswordScript Attr[string] `hagen:"password_script"`
	// Params are further parameters of the agent, under the agent's own names.
	Params Params
}

// Cluster is a cman/rgmanager cluster: one cluster.conf, the same on every node.
type Cluster struct {
	Block
	ConfigVersion   Attr[int]         `hagen:"config_version"`
	Alias           Attr[string]      `hagen:"alias"`
	Heartbeat       Attr[*Network]    `hagen:"heartbeat"`
	Nodes           []*Node           `hagen:"node"`
	Multicast       *Multicast        `hagen:"multicast"`
	AltMulticast    *MulticastGroup   `hagen:"altmulticast"`
	FenceDaemon     *FenceDaemon      `hagen:"fence_daemon"`
	CMAN            *ClusterManager   `hagen:"cman"`
	Totem           *Totem            `hagen:"totem"`
	QuorumDisk      *QuorumDisk       `hagen:"quorum_disk"`
	DLM             *ClusterSection   `hagen:"dlm"`
	GFSControld     *ClusterSection   `hagen:"gfs_controld"`
	Logging         *Logging          `hagen:"logging"`
	ResourceManager *ClusterSection   `hagen:"resource_manager"`
	FailoverDomains []*FailoverDomain `hagen:"failover_domain"`
	Resources       []*Resource       `hagen:"resource"`
	Services        []*Service        `hagen:"service"`
	VirtualMachines []*VirtualMachine `hagen:"vm"`
	Elements        []*ClusterElement `hagen:"element"`
}

// DiskVotes are the votes of the quorum disk: as many as all nodes but one, unless
// they are given; 0 where there is none. Source: qdisk(5).
func (c *Cluster) DiskVotes() int {
	switch d := c.QuorumDisk; {
	case d == nil:
		return 0
	case d.Votes.Set:
		return d.Votes.Value
	}
	return max(len(c.Nodes)-1, 1)
}

// Node is one member of a cluster; its name is what `uname -n` and cluster.conf say.
type Node struct {
	Block
	Host    Attr[*Host] `hagen:"host"`
	NodeID  Attr[int]   `hagen:"nodeid"` // the node's place in the cluster, from 1, unless given
	Votes   Attr[int]   `hagen:"votes"`
	Weight  Attr[int]   `hagen:"weight"`
	Fences  []*Fence    `hagen:"fence"`
	Unfence []*Fence    `hagen:"unfence"`
	AltName *AltName    `hagen:"altname"`

	// Cluster is the cluster that the node is part of.
	Cluster *Cluster
	// HeartbeatAddress is the address of Host in the cluster's heartbeat network;
	// the zero Addr where it has none.
	HeartbeatAddress netip.Addr
}

// Fence is one device of a fencing method; Name is the method. Methods are
// tried in order; blocks with one label are one method, whose devices must all
// succeed. In an unfence block Name is "".
type Fence struct {
	Block
	Device Attr[*FenceDevice] `hagen:"device"`
	Port   Attr[string]       `hagen:"port"` // what to cut: outlet, VM name, slot
	Action Attr[string]       `hagen:"action"`
	// Params are further parameters of the agent for this node.
	Params Params
}

// AltName is a node's name in a second ring.
type AltName struct {
	Block
	MCast Attr[netip.Addr] `hagen:"mcast"`
	Port  Attr[int]        `hagen:"port"`
	TTL   Attr[int]        `hagen:"ttl"`
}

// MulticastGroup is a group that the cluster manager talks on.
type MulticastGroup struct {
	Block
	Address Attr[netip.Addr] `hagen:"address"`
	TTL     Attr[int]        `hagen:"ttl"`
	Port    Attr[int]        `hagen:"port"`
}

// Multicast is the group of the first ring.
type Multicast struct {
	MulticastGroup
	Interface Attr[string] `hagen:"interface"`
}

// FenceDaemon configures fenced(8).
type FenceDaemon struct {
	Block
	PostJoinDelay Attr[time.Duration] `hagen:"post_join_delay"`
	PostFailDelay Attr[time.Duration] `hagen:"post_fail_delay"`
	CleanStart    Attr[bool]          `hagen:"clean_start"`
	Params        Params
}

// ClusterManager configures the cluster manager, cman(5).
type ClusterManager struct {
	Block
	TwoNode       Attr[bool] `hagen:"two_node"`       // worked out from the nodes unless given
	ExpectedVotes Attr[int]  `hagen:"expected_votes"` // worked out from the nodes unless given
	ClusterID     Attr[int]  `hagen:"cluster_id"`
	Port          Attr[int]  `hagen:"port"`
	Params        Params
}

// ClusterElement is an element of cluster.conf for which the language has no
// block of its own; Name is the element's name.
type ClusterElement struct {
	Block
	Params   Params
	Elements []*ClusterElement `hagen:"element"`
}

// Totem configures the membership protocol; the times are written in milliseconds.
type Totem struct {
	Block
	Token     Attr[time.Duration] `hagen:"token"`
	Consensus Attr[time.Duration] `hagen:"consensus"`
	Join      Attr[time.Duration] `hagen:"join"`
	Params    Params
	Elements  []*ClusterElement `hagen:"element"`
}

// QuorumDisk configures qdiskd, qdisk(5); the times are written in seconds.
type QuorumDisk struct {
	Block
	Label      Attr[string]        `hagen:"label"`
	Device     Attr[string]        `hagen:"device"`
	Interval   Attr[time.Duration] `hagen:"interval"`
	TKO        Attr[int]           `hagen:"tko"`
	Votes      Attr[int]           `hagen:"votes"` // one less than the nodes unless given
	MinScore   Attr[int]           `hagen:"min_score"`
	MasterWins Attr[bool]          `hagen:"master_wins"`
	Params     Params
	Heuristics []*Heuristic `hagen:"heuristic"`
}

// Heuristic is a check that qdiskd runs; Name is the program.
type Heuristic struct {
	Block
	Score    Attr[int]           `hagen:"score"`
	Interval Attr[time.Duration] `hagen:"interval"`
	TKO      Attr[int]           `hagen:"tko"`
}

// ClusterSection is an element of cluster.conf whose attributes hagen passes on
// under their own names: dlm, gfs_controld, rm.
type ClusterSection struct {
	Block
	Params   Params
	Elements []*ClusterElement `hagen:"element"`
}

// Logging configures what the cluster's daemons log.
type Logging struct {
	Block
	Params  Params
	Daemons []*LoggingDaemon `hagen:"daemon"`
}

// LoggingDaemon configures what one daemon logs; Name is the daemon.
type LoggingDaemon struct {
	Block
	Params Params
}

// FailoverDomain is an ordered or restricted set of nodes for services.
type FailoverDomain struct {
	Block
	Ordered    Attr[bool]              `hagen:"ordered"`
	Restricted Attr[bool]              `hagen:"restricted"`
	NoFailback Attr[bool]              `hagen:"nofailback"`
	Members    []*FailoverDomainMember `hagen:"member"`
}

// FailoverDomainMember is a node of a failover domain; Name is the node's name.
type FailoverDomainMember struct {
	Block
	Priority Attr[int] `hagen:"priority"`
}

// Resource is a cluster resource: its labels are the type (ip, fs, script …)
// and the name. Params are the attributes of that type of resource.
type Resource struct {
	Block
	Type      string
	TypeRange hcl.Range
	// Ref is true in a service where the resource is one that the cluster
	// defines under the same type and name: cluster.conf's ref="…".
	Ref       Attr[bool] `hagen:"ref"`
	Params    Params
	Resources []*Resource       `hagen:"resource"`
	Elements  []*ClusterElement `hagen:"element"`
}

// Service is a group of resources that rgmanager keeps running on one node.
type Service struct {
	Block
	Domain    Attr[string] `hagen:"domain"` // the name of a failover domain
	AutoStart Attr[bool]   `hagen:"autostart"`
	Exclusive Attr[bool]   `hagen:"exclusive"`
	Recovery  Attr[string] `hagen:"recovery"`
	Params    Params
	Resources []*Resource       `hagen:"resource"`
	Elements  []*ClusterElement `hagen:"element"`
}

// VirtualMachine is a virtual machine that rgmanager keeps running.
type VirtualMachine struct {
	Block
	Domain   Attr[string] `hagen:"domain"`
	Params   Params
	Elements []*ClusterElement `hagen:"element"`
}
