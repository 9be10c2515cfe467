package topology

var networkSpec = &BlockSpec{
	Type:    "network",
	Labels:  []LabelSpec{{"name", Name, "the network's name"}},
	Doc:     "An IP network. An interface belongs to the network whose `cidr` holds its address; once a topology declares networks, every interface's address must lie in one.",
	Becomes: "The prefix length and gateway of the interfaces in it; a cluster's `heartbeat` network decides what its node names resolve to.",
	Example: `network "heartbeat" {
  cidr = "10.0.0.0/24"
}`,
	new: func() any { return new(Network) },
	Attrs: []AttrSpec{
		{Name: "cidr", Kind: CIDR, Required: true, Doc: "The network's address and prefix length.", Example: `"10.10.4.0/24"`, Becomes: "ifcfg: `NETMASK` or `PREFIX` of the interfaces in it"},
		{Name: "gateway", Kind: Address, Doc: "The router of the network, for the interfaces that say `default_route = true`.", Example: `"10.10.4.254"`, Becomes: "ifcfg: `GATEWAY`"},
		descriptionAttr,
	},
}

var switchSpec = &BlockSpec{
	Type:    "switch",
	Labels:  []LabelSpec{{"name", Name, "the switch's name"}},
	Doc:     "A network switch. hagen writes nothing for it; the linter asks it which bonding modes can work.",
	Becomes: "Nothing: the linter reads it.",
	Example: `switch "sw-a" {
  stack = "core"
}`,
	new: func() any { return new(Switch) },
	Attrs: []AttrSpec{
		{Name: "stack", Kind: Name, Doc: "The stack, MLAG or vPC domain that the switch belongs to: its switches can carry one link aggregation together.", Example: `"core"`},
		{Name: "lacp", Kind: Bool, Default: "false", Doc: "Whether the ports that bonds are cabled to speak LACP (IEEE 802.1AX).", Example: "true"},
		descriptionAttr,
	},
}

var hypervisorSpec = &BlockSpec{
	Type:    "hypervisor",
	Labels:  []LabelSpec{{"name", Name, "the machine's name"}},
	Doc:     "A physical machine that runs virtual ones.",
	Becomes: "Nothing: the linter and the drills read it.",
	Example: `hypervisor "esx-01" {
  address = "10.107.113.11"
}`,
	new: func() any { return new(Hypervisor) },
	Attrs: []AttrSpec{
		{Name: "address", Kind: Address, Doc: "Its management address.", Example: `"10.107.113.11"`},
		descriptionAttr,
	},
}

var descriptionAttr = AttrSpec{Name: "description", Kind: Remark, Doc: "A remark for people.", Example: `"rack 4, unit 12"`, Becomes: "A comment where the format has a place for it"}

var hostSpec = &BlockSpec{
	Type:    "host",
	Labels:  []LabelSpec{{"name", Hostname, "the host's name, which is also its folder under the output"}},
	Doc:     "One machine of the estate.",
	Becomes: "A folder of the output that holds the machine's files.",
	Example: `host "app-01" {
  platform = "rhel6"

  interface "eth0" { switch = switch.sw-a }
  interface "eth1" { switch = switch.sw-b }

  bond "bond0" {
    interfaces = ["eth0", "eth1"]
    address    = "10.10.4.1"
  }
}`,
	new: func() any { return new(Host) },
	Attrs: []AttrSpec{
		{Name: "platform", Kind: PlatformName, Required: true, Doc: "The release that the host runs; docs/platforms.md lists them.", Example: `"rhel6"`, Becomes: "Paths, modules and dialect of every file of the host"},
		{Name: "domain", Kind: Hostname, Doc: "The DNS domain of the host.", Example: `"example.net"`, Becomes: "hosts: the fully qualified name beside the short one"},
		{Name: "httpd_version", Kind: VersionText, Computed: "the platform's", Doc: "The Apache httpd that runs, where it is not the platform's own.", Example: `"2.4.62"`},
		{Name: "nginx_version", Kind: VersionText, Computed: "the platform's", Doc: "The nginx that runs, where it is not the platform's own.", Example: `"1.28.0"`},
		{Name: "hypervisor", Kind: Reference, Ref: "hypervisor", Doc: "Where the virtual machine usually runs.", Example: "hypervisor.esx-01"},
		{Name: "vm_name", Kind: String, Doc: "The virtual machine's name, as its manager knows it.", Example: `"Cluster_01_Node_01"`, Becomes: "cluster.conf: the `port` that fences the host, unless `fence` gives one"},
		{Name: "vm_uuid", Kind: String, Doc: "The virtual machine's UUID, which no second machine can have.", Example: `"42314a5e-2f9d-4d6c-8f3c-0a1b2c3d4e5f"`, Becomes: "cluster.conf: `uuid` of the node's fence device, where the agent has it"},
		descriptionAttr,
	},
	Blocks: []*BlockSpec{interfaceSpec, bondSpec},
}

// addressingAttrs are what an interface and a bond have in common.
var addressingAttrs = []AttrSpec{
	{Name: "address", Kind: Prefix, Doc: "The IPv4 address; without a prefix length it takes the network's.", Example: `"10.10.4.1/24"`, Becomes: "ifcfg: `IPADDR` with `NETMASK` or `PREFIX`. In expressions `.address` is the text as written, `.ip` the address alone"},
	{Name: "secondary_addresses", Kind: Prefix, List: true, Doc: "Further IPv4 addresses.", Example: `["10.10.4.2/24"]`, Becomes: "ifcfg: `IPADDR1`… or an alias file, as the release reads it"},
	{Name: "ipv6_address", Kind: Prefix, Doc: "The IPv6 address.", Example: `"2001:db8::1/64"`, Becomes: "ifcfg: `IPV6INIT=yes`, `IPV6ADDR`"},
	{Name: "gateway", Kind: Address, Doc: "The default route's router, reached through this device.", Example: `"10.10.4.254"`, Becomes: "ifcfg: `GATEWAY`"},
	{Name: "default_route", Kind: Bool, Default: "false", Doc: "Whether the default route leads through this device, by its network's `gateway`.", Example: "true", Becomes: "ifcfg: `GATEWAY`"},
	{Name: "bootproto", Kind: Enum, Values: []string{"none", "dhcp", "bootp"}, Default: "none", Doc: "How the address is found.", Example: `"dhcp"`, Becomes: "ifcfg: `BOOTPROTO`"},
	{Name: "onboot", Kind: Bool, Default: "true", Doc: "Whether the device is brought up at boot.", Example: "false", Becomes: "ifcfg: `ONBOOT`"},
	{Name: "userctl", Kind: Bool, Default: "false", Doc: "Whether users may control the device.", Example: "false", Becomes: "ifcfg: `USERCTL`"},
	{Name: "mtu", Kind: Int, Min: 68, Max: 65535, Unit: "bytes", Doc: "The maximum transmission unit.", Example: "9000", Becomes: "ifcfg: `MTU`"},
	{Name: "dns", Kind: Address, List: true, Doc: "Resolvers; before NetworkManager the files hold two.", Example: `["10.10.4.53"]`, Becomes: "ifcfg: `DNS1`, `DNS2`"},
	{Name: "names", Kind: Hostname, List: true, Computed: "`<host>-<network>`", Doc: "Names of the device's address in the /etc/hosts of the cluster.", Example: `["node-01"]`, Becomes: "hosts: the names beside the address"},
	descriptionAttr,
}

var interfaceSpec = &BlockSpec{
	Type:    "interface",
	Labels:  []LabelSpec{{"device", Device, "the device: a card (`eth0`), or `parent.id` for a VLAN (`bond0.20`)"}},
	Doc:     "A network interface of the host. A bond's slaves are interfaces without an address.",
	Becomes: "ifcfg: `ifcfg-<device>`.",
	Example: `interface "eth0" {
  address = "10.0.1.1/24"
  hwaddr  = "00:15:17:6e:aa:01"
}`,
	new: func() any { return new(Interface) },
	Attrs: append([]AttrSpec{
		{Name: "hwaddr", Kind: MAC, Doc: "The card's own MAC address: the device is the card that has it.", Example: `"00:15:17:6e:aa:01"`, Becomes: "ifcfg: `HWADDR`"},
		{Name: "macaddr", Kind: MAC, Doc: "A MAC address to set instead of the card's own.", Example: `"02:15:17:6e:aa:01"`, Becomes: "ifcfg: `MACADDR`"},
		{Name: "switch", Kind: Reference, Ref: "switch", Doc: "The switch that the card is cabled to.", Example: "switch.sw-a"},
	}, addressingAttrs...),
}

var bondModes = []string{"balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb"}

var bondSpec = &BlockSpec{
	Type:    "bond",
	Labels:  []LabelSpec{{"device", Device, "the device: `bond0`"}},
	Doc:     "An aggregation of interfaces by the kernel's bonding driver, under the driver's own names. Link monitoring is on unless `arp_interval` replaces it.",
	Becomes: "ifcfg: `ifcfg-<device>`, `MASTER` and `SLAVE` of the interfaces, and the module's configuration where the release needs it.",
	Example: `bond "bond0" {
  interfaces = ["eth0", "eth1"]
  mode       = "active-backup"
  primary    = "eth0"
  address    = "10.10.4.1/24"
}`,
	new: func() any { return new(Bond) },
	Attrs: append([]AttrSpec{
		{Name: "interfaces", Kind: Device, List: true, Required: true, Doc: "The slaves: interfaces of the same host.", Example: `["eth0", "eth1"]`, Becomes: "ifcfg: `MASTER`, `SLAVE=yes` in each slave's file"},
		{Name: "mode", Kind: Enum, Values: bondModes, Default: "active-backup", Doc: "The bonding policy. The default is the one that works with any switches.", Example: `"802.3ad"`, Becomes: "bonding: `mode`"},
		{Name: "miimon", Kind: Duration, Computed: "`100ms`, unless `arp_interval` is given", Unit: "ms", Doc: "How often the link of each slave is looked at.", Example: `"100ms"`, Becomes: "bonding: `miimon`"},
		{Name: "arp_interval", Kind: Duration, Unit: "ms", Doc: "How often ARP requests probe the path to `arp_ip_target`; not together with `miimon`, not in modes 802.3ad, balance-tlb and balance-alb.", Example: `"1s"`, Becomes: "bonding: `arp_interval`"},
		{Name: "arp_ip_target", Kind: Address, List: true, Doc: "Up to 16 IPv4 addresses to probe.", Example: `["10.10.4.254"]`, Becomes: "bonding: `arp_ip_target`"},
		{Name: "arp_validate", Kind: Enum, Values: []string{"none", "active", "backup", "all"}, Doc: "Which slaves' ARP replies are checked.", Example: `"all"`, Becomes: "bonding: `arp_validate`"},
		{Name: "arp_all_targets", Kind: Enum, Values: []string{"any", "all"}, Doc: "Whether one reachable target is enough.", Example: `"all"`, Becomes: "bonding: `arp_all_targets`"},
		{Name: "updelay", Kind: Duration, Unit: "ms", Doc: "How long a recovered link waits before it is used: a multiple of `miimon`.", Example: `"200ms"`, Becomes: "bonding: `updelay`"},
		{Name: "downdelay", Kind: Duration, Unit: "ms", Doc: "How long a failed link is still used: a multiple of `miimon`.", Example: `"200ms"`, Becomes: "bonding: `downdelay`"},
		{Name: "use_carrier", Kind: Bool, Doc: "Whether the driver's carrier state is trusted (the driver's default) or MII registers are read.", Example: "false", Becomes: "bonding: `use_carrier`"},
		{Name: "primary", Kind: Device, Doc: "The slave to prefer, in modes active-backup, balance-tlb and balance-alb.", Example: `"eth0"`, Becomes: "bonding: `primary`"},
		{Name: "primary_reselect", Kind: Enum, Values: []string{"always", "better", "failure"}, Doc: "When a recovered primary takes over again.", Example: `"failure"`, Becomes: "bonding: `primary_reselect`"},
		{Name: "lacp_rate", Kind: Enum, Values: []string{"slow", "fast"}, Doc: "How often the partner is asked for LACPDUs, in mode 802.3ad.", Example: `"fast"`, Becomes: "bonding: `lacp_rate`"},
		{Name: "ad_select", Kind: Enum, Values: []string{"stable", "bandwidth", "count"}, Doc: "How the active aggregator is chosen, in mode 802.3ad.", Example: `"bandwidth"`, Becomes: "bonding: `ad_select`"},
		{Name: "min_links", Kind: Int, Min: 0, Max: 255, Doc: "How many links must be up before the bond is, in mode 802.3ad.", Example: "1", Becomes: "bonding: `min_links`"},
		{Name: "xmit_hash_policy", Kind: Enum, Values: []string{"layer2", "layer2+3", "layer3+4", "encap2+3", "encap3+4", "vlan+srcmac"}, Doc: "What chooses the slave of a packet, in modes balance-xor, 802.3ad and balance-tlb, and from Linux 4.18 balance-alb.", Example: `"layer3+4"`, Becomes: "bonding: `xmit_hash_policy`"},
		{Name: "fail_over_mac", Kind: Enum, Values: []string{"none", "active", "follow"}, Doc: "Whose MAC address the bond has, in mode active-backup.", Example: `"active"`, Becomes: "bonding: `fail_over_mac`"},
		{Name: "num_grat_arp", Kind: Int, Min: 0, Max: 255, Doc: "How many gratuitous ARPs announce a failover.", Example: "3", Becomes: "bonding: `num_grat_arp`"},
		{Name: "num_unsol_na", Kind: Int, Min: 0, Max: 255, Doc: "How many unsolicited IPv6 neighbour advertisements announce a failover.", Example: "3", Becomes: "bonding: `num_unsol_na`"},
		{Name: "resend_igmp", Kind: Int, Min: 0, Max: 255, Doc: "How many IGMP membership reports follow a failover.", Example: "1", Becomes: "bonding: `resend_igmp`"},
		{Name: "all_slaves_active", Kind: Bool, Doc: "Whether frames on inactive slaves are delivered.", Example: "true", Becomes: "bonding: `all_slaves_active`"},
		{Name: "packets_per_slave", Kind: Int, Min: 0, Max: 65535, Doc: "How many packets go through one slave before the next, in mode balance-rr.", Example: "1", Becomes: "bonding: `packets_per_slave`"},
		{Name: "lp_interval", Kind: Int, Min: 1, Max: 2147483647, Unit: "s", Doc: "Seconds between the learning packets that go to the switches.", Example: "1", Becomes: "bonding: `lp_interval`"},
		{Name: "tlb_dynamic_lb", Kind: Bool, Doc: "Whether flows are moved by load, in mode balance-tlb, and from Linux 4.18 balance-alb.", Example: "false", Becomes: "bonding: `tlb_dynamic_lb`"},
	}, addressingAttrs...),
}
