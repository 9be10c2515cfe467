package clusterconf

import "iter"

// The views in this file are computed from the tree when they are asked for. An
// attribute that is not there is nil; an element that is not there yields nothing.

// Section returns the first child of the root element of that name: cman, totem,
// quorumd, fence_daemon, rm … It is nil where the file has none.
func (f *File) Section(name string) *Element {
	if root := f.Root(); root != nil {
		return root.First(name)
	}
	return nil
}

// within returns the elements of a name in a section's child, or in the section
// itself where child is "".
func (f *File) within(section, child, name string) []*Element {
	e := f.Section(section)
	if e != nil && child != "" {
		e = e.First(child)
	}
	if e == nil {
		return nil
	}
	var list []*Element
	for c := range e.Elements(name) {
		list = append(list, c)
	}
	return list
}

// ClusterNode is a node of the cluster: a <clusternode>.
type ClusterNode struct {
	Element             *Element
	Name, NodeID, Votes *Attr
	// Methods are the ways to cut the node off, in the order in which fenced tries
	// them; Unfence are the devices that give it its access back.
	Methods []FenceMethod
	Unfence []Device
	// AltNames are the names in further rings.
	AltNames []*Element
}

// FenceMethod is a way to cut a node off: a <method>, all of whose devices must succeed.
type FenceMethod struct {
	Element *Element
	Name    *Attr
	Devices []Device
}

// Device is the use of a fence device for one node: a <device>.
type Device struct {
	Element *Element
	Name    *Attr // of the FenceDevice
}

// ClusterNodes returns the nodes of the cluster, in order.
func (f *File) ClusterNodes() []ClusterNode {
	var nodes []ClusterNode
	for _, e := range f.within("clusternodes", "", "clusternode") {
		n := ClusterNode{Element: e, Name: e.Attr("name"), NodeID: e.Attr("nodeid"), Votes: e.Attr("votes")}
		if fence := e.First("fence"); fence != nil {
			for m := range fence.Elements("method") {
				n.Methods = append(n.Methods, FenceMethod{Element: m, Name: m.Attr("name"), Devices: devices(m)})
			}
		}
		if unfence := e.First("unfence"); unfence != nil {
			n.Unfence = devices(unfence)
		}
		for a := range e.Elements("altname") {
			n.AltNames = append(n.AltNames, a)
		}
		nodes = append(nodes, n)
	}
	return nodes
}

func devices(e *Element) []Device {
	var list []Device
	for d := range e.Elements("device") {
		list = append(list, Device{Element: d, Name: d.Attr("name")})
	}
	return list
}

// FenceDevice is what nodes are cut off by: a <fencedevice>.
type FenceDevice struct {
	Element     *Element
	Name, Agent *Attr
}

// FenceDevices returns the fence devices, in order.
func (f *File) FenceDevices() []FenceDevice {
	var list []FenceDevice
	for _, e := range f.within("fencedevices", "", "fencedevice") {
		list = append(list, FenceDevice{Element: e, Name: e.Attr("name"), Agent: e.Attr("agent")})
	}
	return list
}

// Multicast is a group that the cluster manager is told to talk on: a <multicast>
// or <altmulticast> in <cman> or, a relic of RHEL 4, in a <clusternode>.
type Multicast struct {
	Element                    *Element
	Addr, Interface, TTL, Port *Attr
}

// Multicasts returns the multicast groups, in the order of the file.
func (f *File) Multicasts() []Multicast {
	var list []Multicast
	for e := range f.All() {
		if e.Name.Text == "multicast" || e.Name.Text == "altmulticast" {
			list = append(list, Multicast{
				Element: e, Addr: e.Attr("addr"), Interface: e.Attr("interface"),
				TTL: e.Attr("ttl"), Port: e.Attr("port"),
			})
		}
	}
	return list
}

// FailoverDomain is a set of nodes for services: a <failoverdomain>.
type FailoverDomain struct {
	Element *Element
	Name    *Attr
	Members []*Element // <failoverdomainnode>
}

// FailoverDomains returns the failover domains, in order.
func (f *File) FailoverDomains() []FailoverDomain {
	var list []FailoverDomain
	for _, e := range f.within("rm", "failoverdomains", "failoverdomain") {
		d := FailoverDomain{Element: e, Name: e.Attr("name")}
		for m := range e.Elements("failoverdomainnode") {
			d.Members = append(d.Members, m)
		}
		list = append(list, d)
	}
	return list
}

// Resource is a thing that rgmanager starts and stops.
type Resource struct {
	Element *Element
	// Kind is the type of resource: "ip", "fs", "script" …
	Kind string
	// Key is the attribute that tells it from others of its kind: an ip's address,
	// otherwise mostly the name. Ref is the Key of the resource that this one is.
	Key, Ref *Attr
}

func newResource(e *Element) Resource {
	return Resource{Element: e, Kind: e.Name.Text, Key: e.Attr(primaryAttribute(e.Name.Text)), Ref: e.Attr("ref")}
}

// Resources returns the resources that <resources> defines for any service.
func (f *File) Resources() []Resource {
	var list []Resource
	for _, e := range f.within("rm", "resources", "") {
		list = append(list, newResource(e))
	}
	return list
}

// Service is what rgmanager keeps running: a <service> or a <vm>.
type Service struct {
	Element      *Element
	Name, Domain *Attr
}

// Services returns the services and virtual machines, in order.
func (f *File) Services() []Service {
	var list []Service
	for _, e := range f.within("rm", "", "") {
		if name := e.Name.Text; name == "service" || name == "vm" {
			list = append(list, Service{Element: e, Name: e.Attr("name"), Domain: e.Attr("domain")})
		}
	}
	return list
}

// Resources yields the resources of a service, each before those within it.
func (s Service) Resources() iter.Seq[Resource] {
	return func(yield func(Resource) bool) {
		walk(s.Element.Children, func(e *Element) bool {
			return e.Name.Text == "action" || yield(newResource(e))
		})
	}
}
