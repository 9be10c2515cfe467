package topology

import "net/netip"

// Topology is a whole estate as the user described it, in source order.
type Topology struct {
	Networks     []*Network     `hagen:"network"`
	Switches     []*Switch      `hagen:"switch"`
	Hypervisors  []*Hypervisor  `hagen:"hypervisor"`
	Hosts        []*Host        `hagen:"host"`
	Balancers    []*Balancer    `hagen:"balancer"`
	VirtualHosts []*VirtualHost `hagen:"virtual_host"`
	FenceDevices []*FenceDevice `hagen:"fence_device"`
	Clusters     []*Cluster     `hagen:"cluster"`
	VolumeGroups []*VolumeGroup `hagen:"volume_group"`

	// Secrets knows what of the sources and of any text must not be shown.
	Secrets *Secrets

	index index
}

// index holds the look-ups that emitters need, so that none of them scans.
type index struct {
	virtualHosts map[*Host][]*VirtualHost
	nodes        map[*Host]*Node
	networks     networkIndex
}

// VirtualHostsOn returns the virtual hosts that a host serves, in source order.
func (t *Topology) VirtualHostsOn(h *Host) []*VirtualHost { return t.index.virtualHosts[h] }

// NodeOn returns the cluster node that runs on a host, nil where there is none.
func (t *Topology) NodeOn(h *Host) *Node { return t.index.nodes[h] }

// NetworkOf returns the network whose cidr holds an address, the longest prefix
// first; nil where no network does.
func (t *Topology) NetworkOf(a netip.Addr) *Network { return t.index.networks.find(a) }

// Network is an IP network. An interface belongs to the network that holds its address.
type Network struct {
	Block
	CIDR        Attr[netip.Prefix] `hagen:"cidr"`
	Gateway     Attr[netip.Addr]   `hagen:"gateway"`
	Description Attr[string]       `hagen:"description"`
}

// Switch is a network switch that interfaces are cabled to.
type Switch struct {
	Block
	// Stack names the stack, MLAG or vPC domain that the switch is part of:
	// switches of one stack can carry one link aggregation together.
	Stack       Attr[string] `hagen:"stack"`
	LACP        Attr[bool]   `hagen:"lacp"`
	Description Attr[string] `hagen:"description"`
}

// Hypervisor is a physical machine that runs virtual ones.
type Hypervisor struct {
	Block
	Address     Attr[netip.Addr] `hagen:"address"`
	Description Attr[string]     `hagen:"description"`
}

// Listen is an address and port that a virtual host listens on.
type Listen struct {
	Addr netip.Addr // the zero Addr stands for every address: "*"
	Port int
}

// Size is an amount of storage: bytes, or a percentage of what is free.
type Size struct {
	Bytes   uint64
	Percent int // 1 to 100; 0 where Bytes counts
}
