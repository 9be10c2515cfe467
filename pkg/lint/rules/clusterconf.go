package rules

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// The functions of this file are what the rules of cluster.conf share.

// clusterRelease returns the generation of the cluster suite that reads the files of a
// host; ok is false where the host's release is not known, or has no cman.
func clusterRelease(p *topology.Platform) (r clusterconf.Release, ok bool) {
	switch {
	case p == nil:
		return 0, false
	case p.Has(topology.ClusterConf6):
		return clusterconf.CMAN3, true
	case p.Has(topology.ClusterConf5):
		return clusterconf.CMAN2, true
	}
	return 0, false
}

// nodesOf returns the nodes of a cluster's file, in order.
func nodesOf(p *lint.Pass, f *clusterconf.File) []clusterconf.ClusterNode { return fileNodes.Of(p, f) }

var fileNodes = lint.NewFact(func(_ *lint.Pass, f *clusterconf.File) []clusterconf.ClusterNode { return f.ClusterNodes() })

// attrText is an attribute's value, "" for one that is not there.
func attrText(a *clusterconf.Attr) string {
	if a == nil {
		return ""
	}
	return a.Value.Text
}

// attrNumber reads an attribute; ok is false for one that is not there or no number.
func attrNumber(a *clusterconf.Attr) (n int, ok bool) {
	n, err := strconv.Atoi(strings.TrimSpace(attrText(a)))
	return n, err == nil
}

// attrNumberOr is the number in an element's attribute, otherwise for one without it.
func attrNumberOr(e *clusterconf.Element, name string, otherwise int) int {
	if e == nil {
		return otherwise
	}
	if n, ok := attrNumber(e.Attr(name)); ok {
		return n
	}
	return otherwise
}

// attrYes tells whether an attribute is a yes of any of the daemons.
func attrYes(a *clusterconf.Attr) bool {
	switch strings.ToLower(attrText(a)) {
	case "1", "yes", "on", "true":
		return true
	}
	return false
}

// placeOf is where a finding about an element's attribute stands: at its value, or
// at the element's name where it has none.
func placeOf(e *clusterconf.Element, attr string) hcl.Range {
	if a := e.Attr(attr); a != nil {
		return a.Value.Range
	}
	return e.Name.Range
}

// setAttribute gives an element's attribute a value, which needs no escapes.
func setAttribute(e *clusterconf.Element, name, value string) *lint.Fix {
	if a := e.Attr(name); a != nil {
		return lint.Replace(a.Value.Range, `"`+value+`"`)
	}
	return lint.Replace(endOfAttributes(e), " "+name+`="`+value+`"`)
}

// endOfAttributes is the empty range behind the last attribute of an element.
func endOfAttributes(e *clusterconf.Element) hcl.Range {
	end := e.Name.Range
	if n := len(e.Attrs); n > 0 {
		end = e.Attrs[n-1].Value.Range
	}
	return hcl.Range{Filename: end.Filename, Start: end.End, End: end.End}
}

// removeAttribute takes an attribute away, with the blanks before it.
func removeAttribute(e *clusterconf.Element, attr *clusterconf.Attr) *lint.Fix {
	r := hcl.Range{Filename: attr.Name.Range.Filename, Start: e.Name.Range.End, End: attr.Value.Range.End}
	for _, a := range e.Attrs {
		if a == attr {
			break
		}
		r.Start = a.Value.Range.End
	}
	return lint.Replace(r, "")
}

// blanksBefore are the line end and the blanks that stand before an element.
func blanksBefore(e *clusterconf.Element) string {
	if e.Parent == nil {
		return ""
	}
	for i, n := range e.Parent.Children {
		if n == clusterconf.Node(e) && i > 0 {
			if t, ok := e.Parent.Children[i-1].(*clusterconf.Text); ok && t.Kind == clusterconf.Blank {
				return t.Raw
			}
		}
	}
	return ""
}

// removeElement takes an element away, with the blanks before it.
func removeElement(e *clusterconf.Element) *lint.Fix {
	r := e.Range
	if e.End.End.Byte > r.End.Byte {
		r.End = e.End.End
	}
	if e.Parent == nil {
		return nil
	}
	var before clusterconf.Node
	for _, n := range e.Parent.Children {
		if n == clusterconf.Node(e) {
			break
		}
		before = n
	}
	if t, ok := before.(*clusterconf.Text); ok && t.Kind == clusterconf.Blank {
		r.Start = t.Range.Start
	}
	return lint.Replace(r, "")
}

// votesOf adds up the votes of the nodes; ok is false where one is no number.
func votesOf(nodes []clusterconf.ClusterNode) (sum int, ok bool) {
	for _, n := range nodes {
		votes := 1
		if n.Votes != nil {
			if votes, ok = attrNumber(n.Votes); !ok {
				return 0, false
			}
		}
		sum += votes
	}
	return sum, true
}

// diskVotes are the votes of the quorum disk: one less than there are nodes where
// the file gives none, 0 without a disk.
func diskVotes(f *clusterconf.File) int {
	if q := f.Section("quorumd"); q != nil {
		return attrNumberOr(q, "votes", max(len(f.ClusterNodes())-1, 0))
	}
	return 0
}

// isTwoNode tells whether cman is told that there are two nodes, one of which is enough.
func isTwoNode(f *clusterconf.File) bool {
	cman := f.Section("cman")
	return cman != nil && attrYes(cman.Attr("two_node"))
}

// clusterName is the name of the cluster, "" where the file has none.
func clusterName(f *clusterconf.File) string {
	if root := f.Root(); root != nil {
		return root.Value("name")
	}
	return ""
}

// clusterID is the number by which cman tells the cluster from others.
func clusterID(f *clusterconf.File) uint16 {
	return uint16(attrNumberOr(f.Section("cman"), "cluster_id", int(clusterconf.ClusterID(clusterName(f)))))
}

// usesMulticast tells whether the cluster talks on a multicast group at all.
func usesMulticast(f *clusterconf.File) bool {
	cman := f.Section("cman")
	if cman == nil {
		return true
	}
	transport := cman.Value("transport")
	return !attrYes(cman.Attr("broadcast")) && transport != "udpu" && transport != "udpb"
}

// defaultGroup is the multicast group that cman works out, of the family of another.
func defaultGroup(f *clusterconf.File, like netip.Addr) netip.Addr {
	return clusterconf.MulticastAddress(clusterID(f), like.Is6())
}

// workedOutGroup is the group that cman works out for a ring, of the family of
// another: that of the second ring for an <altmulticast>.
func workedOutGroup(f *clusterconf.File, m clusterconf.Multicast, like netip.Addr) netip.Addr {
	if m.Element.Name.Text == "altmulticast" {
		return clusterconf.AltMulticastAddress(clusterID(f), like.Is6())
	}
	return defaultGroup(f, like)
}

// fenceUse is a device of a method of a node, with what is known about it.
type fenceUse struct {
	Node   clusterconf.ClusterNode
	Method int // its index among the node's
	Device clusterconf.Device
	// Definition is the fence device, nil where the name refers to none.
	Definition *clusterconf.FenceDevice
	// Agent is the name of the agent, "" where it is not known.
	Agent string
	// Params are what fenced hands to the agent: the attributes of both, those of
	// the device last.
	Params map[string]string
}

// fenceUses returns every use of a fence device, in order.
func fenceUses(p *lint.Pass, f *clusterconf.File) []fenceUse { return fileFenceUses.Of(p, f) }

var fileFenceUses = lint.NewFact(readFenceUses)

func readFenceUses(p *lint.Pass, f *clusterconf.File) []fenceUse {
	defined := fenceDevices(f)
	var uses []fenceUse
	for _, n := range nodesOf(p, f) {
		for i, m := range n.Methods {
			for _, d := range m.Devices {
				uses = append(uses, newFenceUse(defined, n, i, d))
			}
		}
	}
	return uses
}

func newFenceUse(defined map[string]*clusterconf.FenceDevice, n clusterconf.ClusterNode, method int, d clusterconf.Device) fenceUse {
	u := fenceUse{Node: n, Method: method, Device: d, Definition: defined[attrText(d.Name)], Params: make(map[string]string)}
	if u.Definition != nil {
		u.Agent = attrText(u.Definition.Agent)
		for _, a := range u.Definition.Element.Attrs {
			u.Params[a.Name.Text] = a.Value.Text
		}
	}
	for _, a := range d.Element.Attrs {
		u.Params[a.Name.Text] = a.Value.Text
	}
	delete(u.Params, "name")
	return u
}

// address is what the agent connects to, "" where the file does not say.
func (u fenceUse) address() string {
	for _, name := range []string{"ipaddr", "ip", "hostname"} {
		if v := u.Params[name]; v != "" {
			return v
		}
	}
	return ""
}

// target is what the agent is told to switch there, "" where the file does not say.
func (u fenceUse) target() string {
	for _, name := range []string{"port", "plug", "uuid", "domain", "module_name", "modulename", "blade"} {
		if v := u.Params[name]; v != "" {
			return v
		}
	}
	return ""
}

// kind is the kind of the agent, "" for an unknown one.
func (u fenceUse) kind() clusterconf.AgentKind {
	if a := clusterconf.LookupAgent(u.Agent); a != nil {
		return a.Kind
	}
	return ""
}

// fenceDevices returns the fence devices by name, the first of each.
func fenceDevices(f *clusterconf.File) map[string]*clusterconf.FenceDevice {
	byName := make(map[string]*clusterconf.FenceDevice)
	for _, d := range f.FenceDevices() {
		if name := attrText(d.Name); byName[name] == nil {
			byName[name] = &d
		}
	}
	return byName
}

// nodeNames is the set of the names of the nodes.
func nodeNames(f *clusterconf.File) map[string]bool {
	names := make(map[string]bool)
	for _, n := range f.ClusterNodes() {
		names[attrText(n.Name)] = true
	}
	return names
}

// parentName is the name of the element around another, "" for the root.
func parentName(e *clusterconf.Element) string {
	if e.Parent == nil {
		return ""
	}
	return e.Parent.Name.Text
}

// readGroups returns the multicast groups that cman reads: not those of a single
// node, of which another rule speaks.
func readGroups(f *clusterconf.File) []clusterconf.Multicast {
	return slices.DeleteFunc(f.Multicasts(), func(m clusterconf.Multicast) bool {
		return parentName(m.Element) == "clusternode"
	})
}
