package ifcfg

import (
	"slices"
	"strings"
)

// ValueKind says what the value of a key is.
type ValueKind byte

const (
	// AnyText is a text that is not looked into.
	AnyText ValueKind = iota
	// YesNo is a switch: yes or no, and what initscripts takes for them.
	YesNo
	// OneOf is one of [Key.Values].
	OneOf
	// WholeNumber is a number without a sign.
	WholeNumber
	// IPv4 is an address, IPv6 one of the other family.
	IPv4
	IPv6
	// IPAddress is an address of either family.
	IPAddress
	// IPv4Mask is a netmask such as 255.255.255.0.
	IPv4Mask
	// PrefixLength is a number of bits.
	PrefixLength
	// IPv6Prefix is an address with or without "/" and a prefix length.
	IPv6Prefix
	// IPv6List is a list of those with blanks between them.
	IPv6List
	// MACAddress is six bytes in hexadecimal with colons between them.
	MACAddress
	// DeviceName is the name of a network device.
	DeviceName
	// BondingOptions is a list of parameters of the bonding driver; see [ParseOptions].
	BondingOptions
)

// Reader is a set of programs that read ifcfg files.
type Reader byte

const (
	// Initscripts are ifup and ifdown of the packages initscripts and, later,
	// network-scripts.
	Initscripts Reader = 1 << iota
	// NetworkManager is its plugin ifcfg-rh.
	NetworkManager
)

// Status says what became of a key.
type Status byte

const (
	// Current: the key is documented and read.
	Current Status = iota
	// Deprecated: the key is read, and [Key.Note] says what to do instead.
	Deprecated
	// Ignored: the key was read once.
	Ignored
)

// Key is a key of ifcfg files.
type Key struct {
	Name string
	Kind ValueKind
	// Values are the words of a key of kind OneOf; a word more may be accepted
	// and mean the same as none of them.
	Values []string
	// Numbered is true where the key also exists with a number after it: IPADDR1.
	Numbered bool
	// Readers are the programs that read the key.
	Readers Reader
	Status  Status
	// Note is what is worth knowing about the key, as a clause.
	Note string
}

// Keys returns the documented keys by name, families of them (IEEE_8021X_…) left
// out. The slice is the caller's.
func Keys() []Key {
	all := slices.Clone(keys)
	for _, name := range slices.Concat(networkManagerNames, initscriptsNames) {
		key, _ := LookupKey(name)
		all = append(all, key)
	}
	slices.SortFunc(all, func(a, b Key) int { return strings.Compare(a.Name, b.Name) })
	return slices.CompactFunc(all, func(a, b Key) bool { return a.Name == b.Name })
}

// LookupKey returns the key of a name, with or without a number after it; ok is
// false for a name that neither initscripts nor NetworkManager documents.
func LookupKey(name string) (key Key, ok bool) {
	stem := strings.TrimRight(name, "0123456789")
	for _, k := range keys {
		if k.Name == name || k.Numbered && k.Name == stem {
			return k, true
		}
	}
	both := Reader(0)
	if slices.Contains(networkManagerNames, name) || hasStem(networkManagerStems, name, stem) {
		both |= NetworkManager
	}
	if slices.Contains(initscriptsNames, name) || hasStem(initscriptsStems, name, stem) {
		both |= Initscripts
	}
	return Key{Name: name, Readers: both}, both != 0
}

// hasStem tells whether a name is one of the stems, followed by a number, or
// begins with one that ends in "_".
func hasStem(stems []string, name, stem string) bool {
	for _, s := range stems {
		if s == stem || strings.HasSuffix(s, "_") && strings.HasPrefix(name, s) && name != s {
			return true
		}
	}
	return false
}

const everyone = Initscripts | NetworkManager

// keys are the keys that a topology leads to, or that its hosts' files are likely
// to have. Source: initscripts' sysconfig.txt and NetworkManager's
// nm-settings-ifcfg-rh(5).
var keys = []Key{
	{Name: "DEVICE", Kind: DeviceName, Readers: everyone, Note: "the file's name is ifcfg- and this"},
	{Name: "NAME", Readers: everyone, Note: "only front ends show it"},
	{Name: "TYPE", Kind: OneOf, Values: []string{
		"Ethernet", "Bond", "Bridge", "Vlan", "Team", "TeamPort", "Infiniband", "Wireless", "CIPE", "IPSEC", "GRE", "IPIP", "IPIP6", "EXTERNAL", "Tap", "dummy",
	}, Readers: everyone, Note: "NetworkManager tells a bond by it, capital letter included"},
	{Name: "ONBOOT", Kind: YesNo, Readers: everyone},
	{Name: "ONPARENT", Kind: YesNo, Readers: Initscripts, Note: "of an alias file: whether it comes up with its device"},
	{Name: "HOTPLUG", Kind: YesNo, Readers: Initscripts},
	{Name: "USERCTL", Kind: YesNo, Readers: Initscripts},
	{Name: "NM_CONTROLLED", Kind: YesNo, Readers: everyone, Note: "no keeps NetworkManager away from the device"},
	{Name: "BOOTPROTO", Kind: OneOf, Values: []string{"none", "dhcp", "bootp", "static", "ibft", "autoip", "shared"}, Readers: everyone, Note: "anything but dhcp and bootp makes the file's own addresses count"},
	{Name: "HWADDR", Kind: MACAddress, Readers: everyone, Note: "the card's own address: a device that has another is not configured"},
	{Name: "MACADDR", Kind: MACAddress, Readers: everyone, Note: "the address to set; not together with HWADDR"},
	{Name: "MTU", Kind: WholeNumber, Readers: everyone},
	{Name: "MASTER", Kind: DeviceName, Readers: everyone, Note: "the bond that the device is a slave of; ifup finds slaves by this line, which must not be quoted"},
	{Name: "SLAVE", Kind: YesNo, Readers: everyone, Note: "goes with MASTER"},
	{Name: "BONDING_OPTS", Kind: BondingOptions, Readers: everyone},
	{Name: "BONDING_MASTER", Kind: YesNo, Readers: NetworkManager, Note: "goes with TYPE=Bond"},
	{Name: "VLAN", Kind: YesNo, Readers: everyone},
	{Name: "VLAN_ID", Kind: WholeNumber, Readers: everyone},
	{Name: "PHYSDEV", Kind: DeviceName, Readers: everyone, Note: "the device that carries the VLAN"},
	{Name: "REORDER_HDR", Kind: YesNo, Readers: everyone},
	{Name: "GVRP", Kind: YesNo, Readers: everyone},
	{Name: "IPADDR", Kind: IPv4, Numbered: true, Readers: everyone},
	{Name: "PREFIX", Kind: PrefixLength, Numbered: true, Readers: everyone, Note: "counts before NETMASK"},
	{Name: "NETMASK", Kind: IPv4Mask, Numbered: true, Readers: everyone},
	{Name: "GATEWAY", Kind: IPv4, Numbered: true, Readers: everyone},
	{Name: "GATEWAYDEV", Kind: DeviceName, Readers: everyone, Note: "belongs into /etc/sysconfig/network"},
	{Name: "DEFROUTE", Kind: YesNo, Readers: everyone},
	{Name: "METRIC", Kind: WholeNumber, Numbered: true, Readers: everyone},
	{Name: "NETWORK", Kind: IPv4, Readers: Initscripts, Status: Deprecated, Note: "ipcalc works it out from the address and the mask"},
	{Name: "BROADCAST", Kind: IPv4, Readers: Initscripts, Status: Deprecated, Note: "ipcalc works it out from the address and the mask"},
	{Name: "DNS", Kind: IPAddress, Numbered: true, Readers: everyone, Note: "written to resolv.conf unless PEERDNS=no"},
	{Name: "DOMAIN", Readers: everyone},
	{Name: "PEERDNS", Kind: YesNo, Readers: everyone},
	{Name: "ARPCHECK", Kind: YesNo, Numbered: true, Readers: Initscripts, Note: "no keeps ifup from finding an address that another host has"},
	{Name: "ARPUPDATE", Kind: YesNo, Readers: Initscripts},
	{Name: "ARPING_WAIT", Kind: WholeNumber, Readers: everyone},
	{Name: "ARP", Kind: YesNo, Readers: Initscripts},
	{Name: "LINKDELAY", Kind: WholeNumber, Readers: Initscripts, Note: "seconds to wait after the device is up"},
	{Name: "IPV6INIT", Kind: YesNo, Readers: everyone},
	{Name: "IPV6ADDR", Kind: IPv6Prefix, Readers: everyone},
	{Name: "IPV6ADDR_SECONDARIES", Kind: IPv6List, Readers: everyone},
	{Name: "IPV6_AUTOCONF", Kind: YesNo, Readers: everyone},
	{Name: "IPV6_DEFAULTGW", Kind: IPv6, Readers: everyone},
	{Name: "IPV6_MTU", Kind: WholeNumber, Readers: Initscripts, Note: "1280 at least"},
	{Name: "IPV6FORWARDING", Kind: YesNo, Readers: everyone, Status: Deprecated, Note: "it is a setting of the whole host"},
	{Name: "BRIDGE", Kind: DeviceName, Readers: everyone},
	{Name: "ETHTOOL_OPTS", Readers: everyone, Status: Deprecated, Note: "a udev rule lasts longer"},
	{Name: "ZONE", Readers: everyone},
	{Name: "UUID", Readers: everyone},
	{Name: "PROMISC", Kind: YesNo, Readers: Initscripts, Status: Ignored, Note: "use the packet socket interface"},
	{Name: "ALLMULTI", Kind: YesNo, Readers: Initscripts, Status: Ignored, Note: "use the packet socket interface"},
}
