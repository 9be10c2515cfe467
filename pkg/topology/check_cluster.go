package topology

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/internal/suggest"
)

func (c *checker) clusters() {
	c.index.nodes = make(map[*Host]*Node)
	groups := make(map[netip.Addr]*Cluster)
	for _, cl := range c.Clusters {
		if len(cl.Nodes) == 0 {
			c.errorf(cl.Range, "Cluster without nodes", "%q has no node.", cl.Name)
		}
		c.nodes(cl)
		if m := cl.AltMulticast; m != nil {
			c.multicast(m)
		}
		if m := cl.Multicast; m != nil && m.Address.Set {
			c.multicast(&m.MulticastGroup)
			if other := groups[m.Address.Value]; other != nil && other.Heartbeat.Value == cl.Heartbeat.Value {
				c.errorf(m.Address.Range, "Two clusters in one group", "%q talks on %s in the same network already.", other.Name, show(m.Address))
			}
			groups[m.Address.Value] = cl
		}
		c.services(cl)
	}
}

func (c *checker) nodes(cl *Cluster) {
	ids := make(map[int]*Node)
	for _, n := range cl.Nodes {
		if n.NodeID.Set {
			if other := ids[n.NodeID.Value]; other != nil {
				c.errorf(n.NodeID.Range, "Duplicate nodeid", "%d is the id of %q already.", n.NodeID.Value, other.Name)
			}
			ids[n.NodeID.Value] = n
		}
	}
	for i, n := range cl.Nodes {
		n.Cluster = cl
		if !n.NodeID.Set {
			n.NodeID.Value = i + 1
			if other := ids[i+1]; other != nil {
				c.errorf(n.Range, "Duplicate nodeid", "%q would be node %d by its place, which is the id of %q: give it a nodeid.", n.Name, i+1, other.Name)
			}
			ids[i+1] = n
		}
		c.nodeHost(cl, n)
	}
}

func (c *checker) nodeHost(cl *Cluster, n *Node) {
	h, heartbeat := n.Host.Value, cl.Heartbeat.Value
	if other := c.index.nodes[h]; other != nil {
		c.errorf(n.Host.Range, "Host in two places", "%s is the node %q of %q already; a host can be one node of one cluster.", h.Name, other.Name, other.Cluster.Name)
		return
	}
	c.index.nodes[h] = n
	if heartbeat == nil {
		return
	}
	for _, i := range h.Interfaces {
		if i.Network == heartbeat {
			n.HeartbeatAddress = i.Address.Value.Addr()
		}
	}
	for _, b := range h.Bonds {
		if b.Network == heartbeat {
			n.HeartbeatAddress = b.Address.Value.Addr()
		}
	}
	if !n.HeartbeatAddress.IsValid() {
		c.errorf(n.Host.Range, "No heartbeat address", "%s has no address in the heartbeat network %q (%s), so that the node name %q would resolve to nothing.", h.Name, heartbeat.Name, show(heartbeat.CIDR), n.Name)
	}
}

func (c *checker) multicast(m *MulticastGroup) {
	if m.Address.Set && !m.Address.Value.IsMulticast() {
		c.errorf(m.Address.Range, "Not a multicast address", "%s is not in 224.0.0.0/4 or ff00::/8.", show(m.Address))
	}
}

// services checks what the rgmanager part names.
func (c *checker) services(cl *Cluster) {
	nodes := make(map[string]bool, len(cl.Nodes))
	var nodeNames, domainNames []string
	for _, n := range cl.Nodes {
		nodes[n.Name] = true
		nodeNames = append(nodeNames, n.Name)
	}
	domains := make(map[string]bool, len(cl.FailoverDomains))
	for _, d := range cl.FailoverDomains {
		domains[d.Name] = true
		domainNames = append(domainNames, d.Name)
		for _, m := range d.Members {
			if !nodes[m.Name] {
				c.errorf(m.NameRange, "Unknown node", "%q has no node %q.%s", cl.Name, m.Name, suggest.DidYouMean(m.Name, nodeNames))
			}
		}
	}
	domain := func(a Attr[string]) {
		if a.Set && !domains[a.Value] {
			c.errorf(a.Range, "Unknown failover domain", "%q has no failover_domain %q.%s", cl.Name, show(a), suggest.DidYouMean(a.Value, domainNames))
		}
	}
	resources := make(map[[2]string]bool)
	for _, r := range cl.Resources {
		resources[[2]string{r.Type, r.Name}] = true
		if r.Ref.Value {
			c.errorf(r.Ref.Range, "Invalid ref", "A resource of the cluster itself cannot refer to another.")
		}
	}
	for _, s := range cl.Services {
		domain(s.Domain)
		c.references(cl, s.Resources, resources)
	}
	for _, vm := range cl.VirtualMachines {
		domain(vm.Domain)
	}
}

func (c *checker) references(cl *Cluster, list []*Resource, resources map[[2]string]bool) {
	for _, r := range list {
		if r.Ref.Value && !resources[[2]string{r.Type, r.Name}] {
			c.errorf(r.NameRange, "Unknown resource", "%q has no resource %q %q for ref = true to name.", cl.Name, r.Type, r.Name)
		}
		for _, p := range r.Params {
			// The attributes of rgmanager's own that begin so belong to the place in
			// the service, all others to the resource.
			if r.Ref.Value && !strings.HasPrefix(p.Name, "__") {
				c.errorf(p.NameRange, "Needless attribute", "%q is set where the resource %q %q is defined; ref = true takes it as it is.", p.Name, r.Type, r.Name)
			}
		}
		c.references(cl, r.Resources, resources)
	}
}
