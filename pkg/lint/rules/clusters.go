package rules

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

// The functions of this file tell which files are of one cluster, and where its
// nodes talk to each other.

// clusterCopy is a cluster.conf and the host that has it.
type clusterCopy struct {
	Host *lint.Host
	File *clusterconf.File
}

// cluster is a cluster of an estate.
type cluster struct {
	Name string
	// Copies are its file as its nodes have it; the first stands for all.
	Copies []clusterCopy
	// Nodes are the names of its nodes, in small letters.
	Nodes map[string]bool
	// Hosts are its nodes as far as the estate has them: those with its file, and
	// those without one that are called as a node is.
	Hosts []*lint.Host
}

// file is the first copy of the cluster's file.
func (c *cluster) file() *clusterconf.File { return c.Copies[0].File }

// clustersOf returns the clusters of an estate. Files are of one cluster where they
// have its name and a node in common.
func clustersOf(p *lint.Pass, e *lint.Estate) []*cluster { return estateClusters.Of(p, e) }

var estateClusters = lint.NewFact(readClusters)

func readClusters(p *lint.Pass, e *lint.Estate) []*cluster {
	var list []*cluster
	byNode := make(map[[2]string]*cluster) // by the names of the cluster and of a node
	for _, h := range e.Hosts {
		for _, f := range h.ClusterConf {
			name := clusterName(f)
			if name == "" || lint.IsKeptCopy(f.Name) {
				continue
			}
			keys := [][2]string{{name, ""}}
			for _, n := range nodesOf(p, f) {
				keys = append(keys, [2]string{name, strings.ToLower(attrText(n.Name))})
			}
			if len(keys) > 1 {
				keys = keys[1:]
			}
			var c *cluster
			if i := slices.IndexFunc(keys, func(k [2]string) bool { return byNode[k] != nil }); i >= 0 {
				c = byNode[keys[i]]
			} else {
				c = &cluster{Name: name, Nodes: make(map[string]bool)}
				list = append(list, c)
			}
			c.Copies = append(c.Copies, clusterCopy{h, f})
			c.Hosts = append(c.Hosts, h)
			for _, k := range keys {
				byNode[k], c.Nodes[k[1]] = c, true
			}
		}
	}
	addHostsByName(list, e)
	return list
}

// addHostsByName adds to the clusters the hosts without a cluster.conf that are
// called as a node of one cluster is.
func addHostsByName(list []*cluster, e *lint.Estate) {
	called := make(map[string][]*cluster)
	for _, c := range list {
		for node := range c.Nodes {
			called[node] = append(called[node], c)
			if short, _, long := strings.Cut(node, "."); long {
				called[short] = append(called[short], c)
			}
		}
	}
	for _, h := range e.Hosts {
		if cs := called[strings.ToLower(h.Name)]; h.Name != "" && len(h.ClusterConf) == 0 && len(cs) == 1 {
			cs[0].Hosts = append(cs[0].Hosts, h)
		}
	}
}

// heartbeat is what a host's files say of the interface by which cman of the host
// talks.
type heartbeat struct {
	Node    clusterconf.ClusterNode
	Address interfaceAddress
}

// heartbeatOf returns the heartbeat interface of a host; ok is false where the files
// do not tell it. It is the one with the address to which the name of a node leads.
func heartbeatOf(p *lint.Pass, h *lint.Host, f *clusterconf.File) (hb heartbeat, ok bool) {
	own, names := addressesOf(p, h), namesOf(p, h)
	for _, n := range nodesOf(p, f) {
		if r, known := lookupName(names, attrText(n.Name)); known && own.has(r.Addr) {
			return heartbeat{n, own.byAddr[r.Addr]}, true
		}
	}
	return heartbeat{}, false
}

// networksOf returns the networks that the nodes of a cluster talk on, as far as the
// files of its hosts tell.
func networksOf(p *lint.Pass, c *cluster) []netip.Prefix { return clusterNetworks.Of(p, c) }

var clusterNetworks = lint.NewFact(func(p *lint.Pass, c *cluster) []netip.Prefix {
	var list []netip.Prefix
	for _, copied := range c.Copies {
		if hb, ok := heartbeatOf(p, copied.Host, copied.File); ok {
			if network := hb.Address.Prefix.Masked(); !slices.Contains(list, network) {
				list = append(list, network)
			}
		}
	}
	return list
})

// apart tells whether two clusters are known not to hear each other: their nodes are
// on different networks, and their packets do not leave them.
func apart(p *lint.Pass, a, b *cluster) bool {
	first, second := networksOf(p, a), networksOf(p, b)
	if len(first) == 0 || len(second) == 0 || packetsTravel(a.file()) || packetsTravel(b.file()) {
		return false
	}
	return !slices.ContainsFunc(first, func(n netip.Prefix) bool {
		return slices.ContainsFunc(second, n.Overlaps)
	})
}

// packetsTravel tells whether a router may pass the cluster's packets on.
func packetsTravel(f *clusterconf.File) bool {
	return slices.ContainsFunc(readGroups(f), func(m clusterconf.Multicast) bool {
		ttl, ok := attrNumber(m.TTL)
		return ok && ttl > 1
	})
}

// clusterGroup returns the group and the port that a cluster talks on.
func clusterGroup(f *clusterconf.File) (group string, port int) {
	cman := f.Section("cman")
	port = attrNumberOr(cman, "port", 5405)
	if cman != nil {
		if m := cman.First("multicast"); m != nil {
			group, port = m.Value("addr"), attrNumberOr(m, "port", port)
		}
	}
	if group == "" {
		group = clusterconf.MulticastAddress(clusterID(f), false).String()
	}
	return group, port
}
