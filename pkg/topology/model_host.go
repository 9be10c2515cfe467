package topology

import (
	"net"
	"net/netip"
	"time"
)

// Host is one machine of the estate.
type Host struct {
	Block
	PlatformName Attr[string]      `hagen:"platform"`
	Domain       Attr[string]      `hagen:"domain"`
	HTTPDVersion Attr[string]      `hagen:"httpd_version"`
	NginxVersion Attr[string]      `hagen:"nginx_version"`
	Hypervisor   Attr[*Hypervisor] `hagen:"hypervisor"`
	VMName       Attr[string]      `hagen:"vm_name"`
	VMUUID       Attr[string]      `hagen:"vm_uuid"`
	Description  Attr[string]      `hagen:"description"`
	Interfaces   []*Interface      `hagen:"interface"`
	Bonds        []*Bond           `hagen:"bond"`

	// Platform is the row of [Platforms] that the host runs, with the host's own
	// httpd_version and nginx_version in it.
	Platform *Platform
}

// FQDN returns the host's name with its domain, where it has one.
func (h *Host) FQDN() string {
	if h.Domain.Value == "" {
		return h.Name
	}
	return h.Name + "." + h.Domain.Value
}

// Addressing is what an interface and a bond have in common: how the device is
// configured once it exists.
type Addressing struct {
	Address      Attr[netip.Prefix] `hagen:"address"`
	Secondary    List[netip.Prefix] `hagen:"secondary_addresses"`
	IPv6Address  Attr[netip.Prefix] `hagen:"ipv6_address"`
	Gateway      Attr[netip.Addr]   `hagen:"gateway"`
	DefaultRoute Attr[bool]         `hagen:"default_route"`
	BootProto    Attr[string]       `hagen:"bootproto"`
	OnBoot       Attr[bool]         `hagen:"onboot"`
	UserCtl      Attr[bool]         `hagen:"userctl"`
	MTU          Attr[int]          `hagen:"mtu"`
	DNS          List[netip.Addr]   `hagen:"dns"`
	Names        List[string]       `hagen:"names"`
	Description  Attr[string]       `hagen:"description"`

	// Network holds Address; nil without an address or a network that holds it.
	Network *Network
}

// Interface is a network interface: a card ("eth0") or a VLAN ("bond0.20").
type Interface struct {
	Block
	Addressing
	HWAddr  Attr[net.HardwareAddr] `hagen:"hwaddr"`
	MACAddr Attr[net.HardwareAddr] `hagen:"macaddr"`
	Switch  Attr[*Switch]          `hagen:"switch"`

	// Bond is the bond that enslaves the interface; nil where none does.
	Bond *Bond
	// VLAN is the VLAN id of an interface named "parent.id", otherwise 0.
	VLAN int
	// Parent is the name of the device that carries the VLAN, otherwise "".
	Parent string
}

// Bond is an aggregation of interfaces by the kernel's bonding driver; its
// attributes are the driver's parameters, under the driver's names.
// Source: Linux Ethernet Bonding Driver HOWTO (Documentation/networking/bonding.rst).
type Bond struct {
	Block
	Addressing
	InterfaceNames  List[string]        `hagen:"interfaces"`
	Mode            Attr[string]        `hagen:"mode"`
	MIIMon          Attr[time.Duration] `hagen:"miimon"`
	ARPInterval     Attr[time.Duration] `hagen:"arp_interval"`
	ARPIPTarget     List[netip.Addr]    `hagen:"arp_ip_target"`
	ARPValidate     Attr[string]        `hagen:"arp_validate"`
	ARPAllTargets   Attr[string]        `hagen:"arp_all_targets"`
	UpDelay         Attr[time.Duration] `hagen:"updelay"`
	DownDelay       Attr[time.Duration] `hagen:"downdelay"`
	UseCarrier      Attr[bool]          `hagen:"use_carrier"`
	Primary         Attr[string]        `hagen:"primary"`
	PrimaryReselect Attr[string]        `hagen:"primary_reselect"`
	LACPRate        Attr[string]        `hagen:"lacp_rate"`
	ADSelect        Attr[string]        `hagen:"ad_select"`
	MinLinks        Attr[int]           `hagen:"min_links"`
	XmitHashPolicy  Attr[string]        `hagen:"xmit_hash_policy"`
	FailOverMAC     Attr[string]        `hagen:"fail_over_mac"`
	NumGratARP      Attr[int]           `hagen:"num_grat_arp"`
	NumUnsolNA      Attr[int]           `hagen:"num_unsol_na"`
	ResendIGMP      Attr[int]           `hagen:"resend_igmp"`
	AllSlavesActive Attr[bool]          `hagen:"all_slaves_active"`
	PacketsPerSlave Attr[int]           `hagen:"packets_per_slave"`
	LPInterval      Attr[int]           `hagen:"lp_interval"`
	TLBDynamicLB    Attr[bool]          `hagen:"tlb_dynamic_lb"`

	// Slaves are the interfaces that InterfaceNames names, in that order.
	Slaves []*Interface
}
