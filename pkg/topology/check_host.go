package topology

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/version"
)

func (c *checker) networks() {
	for _, n := range c.Networks {
		prefix := n.CIDR.Value.Masked()
		if other := c.index.networks.byPrefix[prefix]; other != n {
			c.errorf(n.CIDR.Range, "Duplicate network", "%s is the network %q already, at %s.", prefix, other.Name, other.CIDR.Range)
		}
		if n.Gateway.Set && !prefix.Contains(n.Gateway.Value) {
			c.errorf(n.Gateway.Range, "Gateway outside its network", "%s is not in %s.", show(n.Gateway), prefix)
		}
	}
}

// owner is who has an address.
type owner struct {
	host, device string
	rng          hcl.Range
}

func (c *checker) hosts() {
	owners := make(map[netip.Addr]owner)
	for _, h := range c.Hosts {
		c.platform(h)
		interfaces := make(map[string]*Interface, len(h.Interfaces))
		for _, i := range h.Interfaces {
			interfaces[i.Name] = i
		}
		for _, b := range h.Bonds {
			c.bond(h, b, interfaces)
		}
		for _, i := range h.Interfaces {
			c.vlan(h, i, interfaces)
			c.addressing(h, i.Name, &i.Addressing, owners)
		}
		for _, b := range h.Bonds {
			c.addressing(h, b.Name, &b.Addressing, owners)
		}
	}
}

// platform resolves a host's platform, with the versions that it overrides.
func (c *checker) platform(h *Host) {
	p := *LookupPlatform(h.PlatformName.Value)
	if h.HTTPDVersion.Set {
		p.Apache, _ = version.Parse(h.HTTPDVersion.Value)
	}
	if h.NginxVersion.Set {
		p.Nginx, _ = version.Parse(h.NginxVersion.Value)
	}
	h.Platform = &p
}

func (c *checker) bond(h *Host, b *Bond, interfaces map[string]*Interface) {
	if i := interfaces[b.Name]; i != nil {
		c.errorf(b.NameRange, "Duplicate device", "%s has an interface %q as well, at %s.", h.Name, b.Name, i.Range)
	}
	if !b.ARPInterval.Set && !b.MIIMon.Set {
		b.MIIMon.Value = 100 * time.Millisecond
	}
	if len(b.InterfaceNames.Items) == 0 && b.InterfaceNames.Set {
		c.errorf(b.InterfaceNames.Range, "Bond without slaves", "%s aggregates no interface.", b.Name)
	}
	names := make([]string, 0, len(interfaces))
	for _, i := range h.Interfaces {
		names = append(names, i.Name)
	}
	for _, name := range b.InterfaceNames.Items {
		i := interfaces[name.Value]
		switch {
		case i == nil:
			c.errorf(name.Range, "Unknown interface", "%s has no interface %q.%s", h.Name, name.Value, suggest.DidYouMean(name.Value, names))
		case i.Bond == b:
			c.errorf(name.Range, "Duplicate slave", "%s is a slave of %s twice.", i.Name, b.Name)
		case i.Bond != nil:
			c.errorf(name.Range, "Interface in two bonds", "%s is a slave of %s already; an interface can have one master.", i.Name, i.Bond.Name)
		case i.Address.Set || i.IPv6Address.Set || i.Secondary.Set:
			c.errorf(rangeOfAddress(i), "Address on a slave", "%s is a slave of %s: the bond has the address, not its slaves.", i.Name, b.Name)
		default:
			i.Bond = b
			b.Slaves = append(b.Slaves, i)
		}
	}
	if b.Primary.Set && !containsValue(b.InterfaceNames, b.Primary.Value) {
		c.errorf(b.Primary.Range, "Primary is no slave", "%q is none of the interfaces of %s: %s.", b.Primary.Value, b.Name, strings.Join(b.InterfaceNames.Values(), ", "))
	}
}

func rangeOfAddress(i *Interface) hcl.Range {
	switch {
	case i.Address.Set:
		return i.Address.Range
	case i.IPv6Address.Set:
		return i.IPv6Address.Range
	}
	return i.Secondary.Range
}

func containsValue(l List[string], value string) bool {
	for _, item := range l.Items {
		if item.Value == value {
			return true
		}
	}
	return false
}

// vlan reads the VLAN id out of an interface's name, as vconfig and the network
// scripts do: "bond0.20" is VLAN 20 on bond0.
func (c *checker) vlan(h *Host, i *Interface, interfaces map[string]*Interface) {
	parent, id, found := strings.Cut(i.Name, ".")
	if !found {
		return
	}
	n, err := strconv.Atoi(id)
	if err != nil || n < 1 || n > 4094 {
		c.errorf(i.NameRange, "Invalid VLAN", "%q names a VLAN as parent.id, and %q is no id from 1 to 4094.", i.Name, id)
		return
	}
	known := interfaces[parent] != nil
	for _, b := range h.Bonds {
		known = known || b.Name == parent
	}
	if !known {
		c.errorf(i.NameRange, "Unknown interface", "%s is a VLAN on %q, and %s has no such interface or bond.", i.Name, parent, h.Name)
		return
	}
	i.Parent, i.VLAN = parent, n
}

// addressing finds the network of a device and completes its addresses from it.
func (c *checker) addressing(h *Host, device string, a *Addressing, owners map[netip.Addr]owner) {
	a.Network = c.address(h, device, &a.Address, owners)
	for i := range a.Secondary.Items {
		c.address(h, device, &a.Secondary.Items[i], owners)
	}
	c.address(h, device, &a.IPv6Address, owners)
	if a.Address.Set && !a.Address.Value.Addr().Is4() {
		c.errorf(a.Address.Range, "Invalid address", "%s is IPv6: write it as ipv6_address.", show(a.Address))
	}
	if a.IPv6Address.Set && !a.IPv6Address.Value.Addr().Is6() {
		c.errorf(a.IPv6Address.Range, "Invalid ipv6_address", "%s is IPv4: write it as address.", show(a.IPv6Address))
	}
	if a.Address.Set && a.BootProto.Value != "none" {
		c.errorf(a.BootProto.Range, "Two sources of an address", "%s has the address %s and asks for one by %s.", device, show(a.Address), a.BootProto.Value)
	}
	c.gateway(device, a)
}

// address completes one address and returns its network.
func (c *checker) address(h *Host, device string, a *Attr[netip.Prefix], owners map[netip.Addr]owner) *Network {
	if !a.Set || !a.Value.Addr().IsValid() {
		return nil
	}
	ip := a.Value.Addr()
	if other, taken := owners[ip]; taken {
		c.errorf(a.Range, "Duplicate address", "%s has the address %s already, on %s: %s.", other.host, ip, other.device, other.rng)
	}
	owners[ip] = owner{h.Name, device, a.Range}
	n := c.NetworkOf(ip)
	switch {
	case n == nil && len(c.Networks) > 0:
		c.errorf(a.Range, "Address in no network", "No network's cidr holds %s, the address of %s on %s.", ip, device, h.Name)
	case n == nil && a.Value.Bits() < 0:
		c.errorf(a.Range, "No prefix length", "%s has no prefix length, and there is no network to take it from: write %s/24, say.", ip, ip)
	case n == nil:
	case a.Value.Bits() < 0:
		a.Value = netip.PrefixFrom(ip, n.CIDR.Value.Bits())
	case a.Value.Bits() != n.CIDR.Value.Bits():
		c.errorf(a.Range, "Wrong prefix length", "%s has /%d, but its network %q is %s.", ip, a.Value.Bits(), n.Name, n.CIDR.Value)
	}
	if bits := a.Value.Bits(); ip.Is4() && bits >= 0 && bits < 31 {
		if first := a.Value.Masked().Addr(); ip == first || ip == broadcast(a.Value) {
			c.errorf(a.Range, "Not a host's address", "%s is the network or broadcast address of %s.", ip, a.Value.Masked())
		}
	}
	return n
}

// broadcast returns the last address of an IPv4 prefix.
func broadcast(p netip.Prefix) netip.Addr {
	b := p.Masked().Addr().As4()
	for i := p.Bits(); i < 32; i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	return netip.AddrFrom4(b)
}

// gateway resolves default_route, and checks that the router can be reached.
func (c *checker) gateway(device string, a *Addressing) {
	if a.DefaultRoute.Value && !a.Gateway.Set {
		if a.Network == nil || !a.Network.Gateway.Set {
			c.errorf(a.DefaultRoute.Range, "No gateway", "The default route is to lead through %s, but its network has no gateway.", device)
			return
		}
		a.Gateway.Value = a.Network.Gateway.Value
		a.Gateway.Range, a.Gateway.NameRange = a.DefaultRoute.Range, a.DefaultRoute.NameRange
	}
	if a.Gateway.Set && a.Address.Set && a.Address.Value.IsValid() && a.Gateway.Value.Is4() && !a.Address.Value.Masked().Contains(a.Gateway.Value) {
		c.errorf(a.Gateway.Range, "Gateway out of reach", "%s is not in %s, the network of %s.", show(a.Gateway), a.Address.Value.Masked(), device)
	}
}
