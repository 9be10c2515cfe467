package topology

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

func (c *checker) balancers() {
	for _, b := range c.Balancers {
		if len(b.Members) == 0 {
			c.errorf(b.Range, "Balancer without members", "%q has no back end: every request would fail.", b.Name)
		}
		c.members(b)
		if b.Method.Value == "hash" && !b.HashKey.Set {
			c.errorf(b.Method.Range, "Missing hash_key", "method = \"hash\" needs hash_key: what is hashed, \"$request_uri\" say.")
		}
		if b.HashKey.Set && b.Method.Value != "hash" {
			c.errorf(b.HashKey.Range, "Needless hash_key", "hash_key belongs to method = \"hash\"; the method of %q is %s.", b.Name, b.Method.Value)
		}
	}
}

func (c *checker) members(b *Balancer) {
	seen := make(map[string]*Member, len(b.Members))
	active := false
	for _, m := range b.Members {
		if !m.Address.Set {
			m.Address.Value, m.Address.Range = m.Name, m.NameRange
		}
		key := canonicalAddress(m.Address.Value) + ":" + strconv.Itoa(m.Port.Value)
		if other := seen[key]; other != nil {
			c.errorf(m.NameRange, "Duplicate member", "%s is a member of %q already, at %s; weight raises a member's share.", key, b.Name, other.Range)
		}
		seen[key] = m
		active = active || !m.Backup.Value && !m.Down.Value
	}
	if len(b.Members) > 0 && !active {
		c.errorf(b.Range, "No active member", "Every member of %q is a backup or down.", b.Name)
	}
}

// canonicalAddress is one spelling for each address.
func canonicalAddress(s string) string {
	if a, err := netip.ParseAddr(s); err == nil {
		return a.String()
	}
	return strings.ToLower(s)
}

// bound is a name on an address and port of a host.
type bound struct {
	host   *Host
	listen Listen
	name   string
}

func (c *checker) virtualHosts() {
	c.index.virtualHosts = make(map[*Host][]*VirtualHost)
	taken := make(map[bound]*VirtualHost)
	daemons := make(map[bound]*VirtualHost) // the name is empty: whose port it is
	for _, v := range c.VirtualHosts {
		c.serverName(v)
		c.listens(v)
		c.locations(v)
		if v.Hosts.Set && len(v.Hosts.Items) == 0 {
			c.errorf(v.Hosts.Range, "No host", "No host serves %q.", v.Name)
		}
		onHost := make(map[*Host]bool)
		for _, h := range v.Hosts.Items {
			if onHost[h.Value] {
				c.errorf(h.Range, "Duplicate host", "%s stands twice in hosts.", h.Value.Name)
				continue
			}
			onHost[h.Value] = true
			c.index.virtualHosts[h.Value] = append(c.index.virtualHosts[h.Value], v)
			c.bind(v, h.Value, taken, daemons)
		}
	}
}

// serverName checks a label that is to be a server name.
func (c *checker) serverName(v *VirtualHost) {
	if _, err := parseServerName(nil, v.Name); err != nil && len(v.Names.Items) == 0 {
		c.errorf(v.NameRange, "Not a server name", "%q can name a file and no site: write the site's names.", v.Name)
	}
}

// bind checks that nothing else on the host has the virtual host's names and ports.
func (c *checker) bind(v *VirtualHost, h *Host, taken, daemons map[bound]*VirtualHost) {
	seen := make(map[Listen]bool)
	for _, l := range v.boundTo() {
		if seen[l.Value] { // reported by listens
			continue
		}
		seen[l.Value] = true
		if other := daemons[bound{h, l.Value, ""}]; other != nil && other.Server.Value != v.Server.Value {
			c.errorf(l.Range, "Port taken", "%s serves %q on %s of %s already; %s cannot bind it too.", other.Server.Value, other.Name, l.Value, h.Name, v.Server.Value)
		}
		daemons[bound{h, l.Value, ""}] = v
		for _, name := range v.ServerNames() {
			key := bound{h, l.Value, strings.ToLower(name.Value)}
			if other := taken[key]; other != nil && other != v {
				c.errorf(name.Range, "Duplicate server name", "%s is a name of %q on %s of %s already; the second would never be asked.", name.Value, other.Name, l.Value, h.Name)
			} else if other == v {
				c.errorf(name.Range, "Duplicate server name", "%s stands twice among the names of %q.", name.Value, v.Name)
			}
			taken[key] = v
		}
	}
}

// boundTo returns what a virtual host listens on: its own addresses, and port 80
// of each where that redirects.
func (v *VirtualHost) boundTo() []Attr[Listen] {
	list := v.Listen.Items
	if v.TLS == nil || !v.TLS.RedirectHTTP.Value {
		return list
	}
	list = list[:len(list):len(list)]
	for _, l := range v.Listen.Items {
		list = append(list, Attr[Listen]{Value: Listen{l.Value.Addr, 80}, Range: v.TLS.RedirectHTTP.Range})
	}
	return list
}

// listens fills in the default: port 80, with TLS port 443.
func (c *checker) listens(v *VirtualHost) {
	if len(v.Listen.Items) == 0 {
		if v.Listen.Set {
			c.errorf(v.Listen.Range, "No address", "%q listens nowhere.", v.Name)
		}
		port := 80
		if v.TLS != nil {
			port = 443
		}
		v.Listen.Items = []Attr[Listen]{{Value: Listen{Port: port}, Range: v.Range, NameRange: v.Range}}
	}
	seen := make(map[Listen]bool)
	for _, l := range v.Listen.Items {
		if seen[l.Value] {
			c.errorf(l.Range, "Duplicate address", "%s stands twice in listen.", l.Value)
		}
		seen[l.Value] = true
	}
	if v.TLS != nil && v.TLS.RedirectHTTP.Value {
		for _, l := range v.Listen.Items {
			if l.Value.Port == 80 {
				c.errorf(v.TLS.RedirectHTTP.Range, "Port 80 twice", "%q listens on port 80 with TLS, so that nothing is left to redirect.", v.Name)
			}
		}
	}
}

func (c *checker) locations(v *VirtualHost) {
	if len(v.Locations) == 0 && !v.DocumentRoot.Set && v.BalancerManager == nil {
		c.errorf(v.Range, "Nothing to serve", "%q has neither a location nor a document_root.", v.Name)
	}
	c.root(v.DocumentRoot)
	for _, l := range v.Locations {
		c.root(l.Root)
		var actions []hcl.Range
		for _, action := range []struct {
			set bool
			rng hcl.Range
		}{
			{l.Balancer.Set, l.Balancer.NameRange}, {l.Root.Set, l.Root.NameRange},
			{l.Redirect.Set, l.Redirect.NameRange}, {l.Exclude.Value, l.Exclude.NameRange},
		} {
			if action.set {
				actions = append(actions, action.rng)
			}
		}
		switch {
		case len(actions) == 0:
			c.errorf(l.Range, "Nothing to do", "location %q has none of balancer, root, redirect and exclude.", l.Name)
		case len(actions) > 1:
			c.errorf(actions[1], "Too much to do", "location %q may have one of balancer, root, redirect and exclude.", l.Name)
		}
		if l.BackendPath.Set {
			c.backendPath(l)
		}
	}
}

// root refuses to serve all that the host has.
func (c *checker) root(a Attr[string]) {
	if a.Set && strings.Trim(a.Value, "/") == "" {
		c.errorf(a.Range, "Root of the filesystem", "%s would offer every file of the host to everybody, its configuration and its users' files included.", show(a))
	}
}

// backendPath refuses paths that would join wrongly: "/b" and "/" make of
// "/b/x" the path "//x", "/c/" and "/x" make "/xp" of "/c/p".
func (c *checker) backendPath(l *Location) {
	if !l.Balancer.Set {
		c.errorf(l.BackendPath.Range, "Needless backend_path", "location %q is passed to no balancer.", l.Name)
	} else if strings.HasSuffix(l.Name, "/") != strings.HasSuffix(l.BackendPath.Value, "/") {
		c.errorf(l.BackendPath.Range, "Slashes differ", "location %q and backend_path %q must both end in a slash, or neither: their rests are joined as they are.", l.Name, l.BackendPath.Value)
	}
}

// String returns the address as it is written in a topology: "*:80".
func (l Listen) String() string {
	if !l.Addr.IsValid() {
		return "*:" + strconv.Itoa(l.Port)
	}
	return netip.AddrPortFrom(l.Addr, uint16(l.Port)).String()
}
