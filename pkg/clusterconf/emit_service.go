package clusterconf

import "github.com/everlinux/hagen/pkg/topology"

// resourceManager compiles <rm>: failover domains, resources, services.
func (e *emitter) resourceManager(root *Element) {
	c := e.cluster
	if c.ResourceManager == nil && len(c.FailoverDomains)+len(c.Resources)+len(c.Services)+len(c.VirtualMachines) == 0 {
		return
	}
	origin := c.Range
	if c.ResourceManager != nil {
		origin = c.ResourceManager.Range
	}
	rm := e.child(root, "rm", origin)
	if c.ResourceManager != nil {
		e.params(rm, c.ResourceManager.Params)
	}
	if len(c.FailoverDomains) > 0 {
		domains := e.child(rm, "failoverdomains", c.FailoverDomains[0].Range)
		for _, d := range c.FailoverDomains {
			e.failoverDomain(domains, d)
		}
	}
	names := make(resourceNames)
	if len(c.Resources) > 0 {
		resources := e.child(rm, "resources", c.Resources[0].Range)
		for _, r := range c.Resources {
			names[[2]string{r.Type, r.Name}] = e.resource(resources, r, nil).Value(primaryAttribute(r.Type))
		}
	}
	for _, s := range c.Services {
		e.service(rm, s, names)
	}
	for _, vm := range c.VirtualMachines {
		el := e.child(rm, "vm", vm.Range)
		e.set(el, "name", fixed(vm.Name, vm.NameRange))
		e.set(el, "domain", textOf(vm.Domain))
		e.params(el, vm.Params)
		e.elements(el, vm.Elements)
	}
	if c.ResourceManager != nil {
		e.elements(rm, c.ResourceManager.Elements)
	}
}

func (e *emitter) failoverDomain(domains *Element, d *topology.FailoverDomain) {
	el := e.child(domains, "failoverdomain", d.Range)
	e.set(el, "name", fixed(d.Name, d.NameRange))
	e.set(el, "ordered", flagOf(d.Ordered))
	e.set(el, "restricted", flagOf(d.Restricted))
	e.set(el, "nofailback", flagOf(d.NoFailback))
	for _, m := range d.Members {
		member := e.child(el, "failoverdomainnode", m.Range)
		e.set(member, "name", fixed(m.Name, m.NameRange))
		e.set(member, "priority", numberOf(m.Priority))
	}
}

// resourceNames are the values of ref for the cluster's resources, by type and
// label.
type resourceNames map[[2]string]string

func (e *emitter) service(rm *Element, s *topology.Service, names resourceNames) {
	el := e.child(rm, "service", s.Range)
	e.set(el, "name", fixed(s.Name, s.NameRange))
	e.set(el, "domain", textOf(s.Domain))
	e.set(el, "autostart", flagOf(s.AutoStart))
	e.set(el, "exclusive", flagOf(s.Exclusive))
	e.set(el, "recovery", textOf(s.Recovery))
	e.params(el, s.Params)
	for _, r := range s.Resources {
		e.resource(el, r, names)
	}
	e.elements(el, s.Elements)
}

// resource writes a resource with what depends on it: its definition, or a
// reference to one in <resources>. Its label is its primary attribute, unless the
// block gives that attribute as well: then the label is a name for refs alone.
func (e *emitter) resource(parent *Element, r *topology.Resource, names resourceNames) *Element {
	el := e.child(parent, r.Type, r.Range)
	key := primaryAttribute(r.Type)
	switch {
	case r.Ref.Value:
		e.set(el, "ref", value{text: names[[2]string{r.Type, r.Name}], at: r.NameRange, name: r.Ref.NameRange})
	case !has(r.Params, key):
		e.set(el, key, fixed(r.Name, r.NameRange))
	}
	e.params(el, r.Params)
	for _, inner := range r.Resources {
		e.resource(el, inner, names)
	}
	e.elements(el, r.Elements)
	return el
}

func has(params topology.Params, name string) bool {
	for _, p := range params {
		if p.Name == name {
			return true
		}
	}
	return false
}
