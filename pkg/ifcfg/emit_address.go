package ifcfg

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// maxDevice is the length of the longest name that Linux gives a device or label.
const maxDevice = 15

// addresses writes how a device is reached: its addresses, routers and resolvers.
func (c content) addresses(device string, a *topology.Addressing) {
	if a.Address.Set {
		c.address("", a.Address)
	}
	four, six := byFamily(a.Secondary.Items)
	aliases := c.numbered(device, a, four)
	c.gateway(a)
	c.inet6(a, six)
	c.resolvers(a)
	for n, item := range aliases {
		c.e.alias(fmt.Sprintf("%s:%d", device, n+1), item)
	}
}

// byFamily parts IPv4 from IPv6 addresses.
func byFamily(items []topology.Attr[netip.Prefix]) (four, six []topology.Attr[netip.Prefix]) {
	for _, item := range items {
		if item.Value.Addr().Is4() {
			four = append(four, item)
		} else {
			six = append(six, item)
		}
	}
	return four, six
}

// address writes one IPv4 address with its mask, under IPADDR and a number.
func (c content) address(number string, a topology.Attr[netip.Prefix]) {
	setAttr(c, "IPADDR"+number, a, a.Value.Addr().String())
	if c.e.platform.Has(topology.IfcfgPrefix) {
		setAttr(c, "PREFIX"+number, a, strconv.Itoa(a.Value.Bits()))
		return
	}
	setAttr(c, "NETMASK"+number, a, netmask(a.Value.Bits()))
}

// netmask returns the mask of a prefix length: 255.255.255.0 for 24.
func netmask(bits int) string {
	m := ^uint32(0) << (32 - bits)
	return netip.AddrFrom4([4]byte{byte(m >> 24), byte(m >> 16), byte(m >> 8), byte(m)}).String()
}

// numbered writes further IPv4 addresses as IPADDR1, IPADDR2 … where the release
// reads them, and returns those that need an alias file. The network scripts read
// no numbered address of a device that DHCP configures; NetworkManager does.
func (c content) numbered(device string, a *topology.Addressing, list []topology.Attr[netip.Prefix]) (aliases []topology.Attr[netip.Prefix]) {
	if len(list) > 0 && !a.Address.Set && a.BootProto.Value == "none" {
		c.e.fail(a.Secondary.NameRange, "Secondary without a primary", "%s has further addresses and no address: write the first one as address.", device)
	}
	p := c.e.platform
	if !p.Has(topology.IfcfgNM) && (!p.Has(topology.IfcfgPrefix) || a.BootProto.Value != "none") {
		return list
	}
	for n, item := range list {
		c.address(strconv.Itoa(n+1), item)
	}
	return nil
}

// alias writes the alias file of one further address.
func (e *emitter) alias(label string, a topology.Attr[netip.Prefix]) {
	if len(label) > maxDevice {
		e.fail(a.Range, "Label too long", "The address needs the label %s, which is longer than the %d characters that Linux gives one.", label, maxDevice)
		return
	}
	c := e.newFile(label, topology.Attr[string]{}, a.Range)
	c.set(a.Range, "ONPARENT", "yes")
	c.address("", a)
}

// gateway writes the default route.
func (c content) gateway(a *topology.Addressing) {
	if router := a.Gateway.Value; router.Is4() {
		setAttr(c, "GATEWAY", a.Gateway, router.String())
	}
	if a.DefaultRoute.Set && !a.DefaultRoute.Value && a.BootProto.Value != "none" {
		if !c.e.platform.Has(topology.IfcfgNM) {
			c.e.fail(a.DefaultRoute.NameRange, "Route that DHCP decides", "The network scripts of %s take the router that a lease names; only NetworkManager can be told not to.", c.e.release())
			return
		}
		setAttr(c, "DEFROUTE", a.DefaultRoute, "no")
	}
}

// inet6 writes the IPv6 part.
func (c content) inet6(a *topology.Addressing, secondary []topology.Attr[netip.Prefix]) {
	router := a.Gateway.Value
	if !a.IPv6Address.Set {
		if len(secondary) > 0 || router.Is6() {
			c.e.fail(firstRange(secondary, a), "IPv6 without an address", "A further IPv6 address or an IPv6 router needs an ipv6_address on the same device.")
		}
		return
	}
	init := c.set(a.IPv6Address.Range, "IPV6INIT", "yes")
	if !c.e.platform.Has(topology.IfcfgPrefix) {
		init.Before = "# IPv6 also needs NETWORKING_IPV6=yes in /etc/sysconfig/network.\n"
	}
	c.set(a.IPv6Address.Range, "IPV6_AUTOCONF", "no")
	setAttr(c, "IPV6ADDR", a.IPv6Address, a.IPv6Address.Value.String())
	if len(secondary) > 0 {
		list, sensitive := make([]string, len(secondary)), false
		for i, item := range secondary {
			list[i], sensitive = item.Value.String(), sensitive || item.Sensitive
		}
		c.setSecret(a.Secondary.Range, "IPV6ADDR_SECONDARIES", strings.Join(list, " "), sensitive)
	}
	if router.Is6() {
		setAttr(c, "IPV6_DEFAULTGW", a.Gateway, router.String())
	}
}

// firstRange is where IPv6 is asked for without an address.
func firstRange(secondary []topology.Attr[netip.Prefix], a *topology.Addressing) hcl.Range {
	if len(secondary) > 0 {
		return secondary[0].Range
	}
	return a.Gateway.Range
}

// resolvers writes the DNS servers: the network scripts read two.
func (c content) resolvers(a *topology.Addressing) {
	for n, item := range a.DNS.Items {
		if n == 2 && !c.e.platform.Has(topology.IfcfgNM) {
			c.e.fail(item.Range, "Too many resolvers", "The network scripts of %s read DNS1 and DNS2 and no more.", c.e.release())
			return
		}
		setAttr(c, "DNS"+strconv.Itoa(n+1), item, item.Value.String())
	}
}
