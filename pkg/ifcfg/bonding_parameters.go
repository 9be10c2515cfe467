package ifcfg

import (
	"slices"
	"strconv"

	"github.com/everlinux/hagen/pkg/version"
)

// ParameterKind says what the values of a bonding parameter are.
type ParameterKind byte

const (
	// Milliseconds is a time as a whole number of milliseconds.
	Milliseconds ParameterKind = iota
	// Seconds is a time as a whole number of seconds.
	Seconds
	// Count is a whole number.
	Count
	// Choice is one of [Parameter.Values], or its number.
	Choice
	// Addresses is a list of IP addresses with commas between them.
	Addresses
	// Device is the name of a slave.
	Device
	// Hardware is a MAC address.
	Hardware
)

// Parameter is a parameter of the bonding driver.
type Parameter struct {
	Name string
	Kind ParameterKind
	// Values are the words of a Choice; the number that the driver also accepts
	// for a word is its index.
	Values []string
	// Min and Max bound a number.
	Min, Max int
	// Default is the driver's own value, "" for none.
	Default string
	// Modes are those in which the parameter has an effect.
	Modes Modes
	// Refused is true where the driver refuses the parameter in other modes; it
	// takes it without a word, and without an effect, where Refused is false.
	Refused bool
	// Widened says since when it has an effect in more modes.
	Widened *Widening
	// Needs is another parameter that must be set, "" for none.
	Needs string
	// Excludes is another parameter that must not be set, "" for none.
	Excludes string
	// ModuleOnly is true for a parameter of the whole module, which has no place
	// in BONDING_OPTS.
	ModuleOnly bool
	// SysfsOnly is true for one that is no module parameter: it can stand in
	// BONDING_OPTS and not in a modprobe options line.
	SysfsOnly bool
	// Since is the kernel that brought it; the zero Kernel for 2.6.18 and earlier.
	Since Kernel
	// Backports are older kernels that distributions ship with the parameter in
	// them, by the version that they call themselves.
	Backports []Kernel
}

// Widening is a later kernel and the modes of a parameter from there on.
type Widening struct {
	Since Kernel
	Modes Modes
}

// Kernels that enterprise distributions keep for ten years and add parameters to.
var (
	linux2618 = version.Of(2, 6, 18)
	linux2632 = version.Of(2, 6, 32)
	linux310  = version.Of(3, 10, 0)
	linux418  = version.Of(4, 18, 0)
)

// Parameters returns the driver's parameters by name. The slice is the caller's.
func Parameters() []Parameter { return slices.Clone(parameters) }

// LookupParameter returns the driver's parameter of that name.
func LookupParameter(name string) (Parameter, bool) {
	i := slices.IndexFunc(parameters, func(p Parameter) bool { return p.Name == name })
	if i < 0 {
		return Parameter{}, false
	}
	return parameters[i], true
}

// In tells whether a kernel has the parameter.
func (p Parameter) In(k Kernel) bool {
	return k.AtLeast(p.Since) || slices.Contains(p.Backports, k)
}

// ModesIn returns the modes in which the parameter has an effect in a kernel.
func (p Parameter) ModesIn(k Kernel) Modes {
	if p.Widened != nil && k.AtLeast(p.Widened.Since) {
		return p.Widened.Modes
	}
	return p.Modes
}

// Accepts tells whether the driver takes a text as a value of the parameter.
// Device names and lists of addresses are not looked into.
func (p Parameter) Accepts(text string) bool {
	switch p.Kind {
	case Choice:
		if slices.Contains(p.Values, text) {
			return true
		}
		n, err := strconv.Atoi(text)
		return err == nil && n >= 0 && n < len(p.Values)
	case Milliseconds, Seconds, Count:
		n, err := strconv.Atoi(text)
		return err == nil && n >= p.Min && n <= p.Max
	}
	return text != ""
}

const maxInt = 1<<31 - 1

// parameters are those that modinfo lists for Linux 6.1 and those of sysfs alone.
// Source: Linux Ethernet Bonding Driver HOWTO; drivers/net/bonding/bond_options.c
// (the modes); each parameter in each mode written to sysfs on Linux 6.1.
// The backports are those that Red Hat's deployment and networking guides list.
var parameters = []Parameter{
	{Name: "active_slave", Kind: Device, Modes: modesPrimary, SysfsOnly: true},
	{Name: "ad_actor_sys_prio", Kind: Count, Min: 1, Max: 65535, Default: "65535", Modes: LACP.Modes(), Refused: true, SysfsOnly: true, Since: version.Of(4, 2, 0), Backports: []Kernel{linux310}},
	{Name: "ad_actor_system", Kind: Hardware, Modes: LACP.Modes(), Refused: true, SysfsOnly: true, Since: version.Of(4, 2, 0), Backports: []Kernel{linux310}},
	{Name: "ad_select", Kind: Choice, Values: []string{"stable", "bandwidth", "count"}, Default: "stable", Modes: LACP.Modes(), Since: version.Of(2, 6, 29)},
	{Name: "ad_user_port_key", Kind: Count, Max: 1023, Default: "0", Modes: LACP.Modes(), Refused: true, SysfsOnly: true, Since: version.Of(4, 2, 0), Backports: []Kernel{linux310}},
	{Name: "all_slaves_active", Kind: Choice, Values: []string{"off", "on"}, Default: "off", Modes: allModes, Since: version.Of(2, 6, 36), Backports: []Kernel{linux2632}},
	{Name: "arp_all_targets", Kind: Choice, Values: []string{"any", "all"}, Default: "any", Modes: ActiveBackup.Modes(), Needs: "arp_validate", Since: version.Of(3, 11, 0), Backports: []Kernel{linux310}},
	{Name: "arp_interval", Kind: Milliseconds, Max: maxInt, Default: "0", Modes: modesARP, Refused: true, Needs: "arp_ip_target", Excludes: "miimon"},
	{Name: "arp_ip_target", Kind: Addresses, Modes: modesARP, Needs: "arp_interval"},
	{Name: "arp_missed_max", Kind: Count, Min: 1, Max: 255, Default: "2", Modes: modesARP, Refused: true, Needs: "arp_interval", SysfsOnly: true, Since: version.Of(5, 17, 0)},
	{Name: "arp_validate", Kind: Choice, Values: []string{"none", "active", "backup", "all", "filter", "filter_active", "filter_backup"}, Default: "none", Modes: ActiveBackup.Modes(), Refused: true, Widened: &Widening{version.Of(3, 14, 0), modesARP}, Needs: "arp_interval", Since: version.Of(2, 6, 19), Backports: []Kernel{linux2618}},
	{Name: "downdelay", Kind: Milliseconds, Max: maxInt, Default: "0", Modes: allModes, Needs: "miimon"},
	{Name: "fail_over_mac", Kind: Choice, Values: []string{"none", "active", "follow"}, Default: "none", Modes: ActiveBackup.Modes(), Since: version.Of(2, 6, 24), Backports: []Kernel{linux2618}},
	{Name: "lacp_active", Kind: Choice, Values: []string{"off", "on"}, Default: "on", Modes: LACP.Modes(), Refused: true, SysfsOnly: true, Since: version.Of(5, 16, 0)},
	{Name: "lacp_rate", Kind: Choice, Values: []string{"slow", "fast"}, Default: "slow", Modes: LACP.Modes(), Refused: true},
	{Name: "lp_interval", Kind: Seconds, Min: 1, Max: maxInt, Default: "1", Modes: BalanceTLB.Modes() | BalanceALB.Modes(), Since: version.Of(3, 13, 0), Backports: []Kernel{linux310}},
	{Name: "max_bonds", Kind: Count, Max: maxInt, Default: "1", Modes: allModes, ModuleOnly: true},
	{Name: "miimon", Kind: Milliseconds, Max: maxInt, Default: "0", Modes: allModes, Excludes: "arp_interval"},
	{Name: "min_links", Kind: Count, Max: maxInt, Default: "0", Modes: LACP.Modes(), Since: version.Of(3, 1, 0)},
	{Name: "mode", Kind: Choice, Values: modeNames[:], Default: "balance-rr", Modes: allModes},
	{Name: "num_grat_arp", Kind: Count, Max: 255, Default: "1", Modes: ActiveBackup.Modes(), Widened: &Widening{version.Of(3, 0, 0), modesPrimary}, Since: version.Of(2, 6, 27), Backports: []Kernel{linux2618}},
	{Name: "num_unsol_na", Kind: Count, Max: 255, Default: "1", Modes: ActiveBackup.Modes(), Widened: &Widening{version.Of(3, 0, 0), modesPrimary}, Since: version.Of(2, 6, 29), Backports: []Kernel{linux2618}},
	{Name: "packets_per_slave", Kind: Count, Max: 65535, Default: "1", Modes: BalanceRR.Modes(), Refused: true, Since: version.Of(3, 14, 0), Backports: []Kernel{linux310}},
	{Name: "peer_notif_delay", Kind: Milliseconds, Max: 300000, Default: "0", Modes: modesPrimary, Needs: "miimon", SysfsOnly: true, Since: version.Of(5, 3, 0)},
	{Name: "primary", Kind: Device, Modes: modesPrimary, Refused: true},
	{Name: "primary_reselect", Kind: Choice, Values: []string{"always", "better", "failure"}, Default: "always", Modes: modesPrimary, Needs: "primary", Since: version.Of(2, 6, 33), Backports: []Kernel{linux2632}},
	{Name: "resend_igmp", Kind: Count, Max: 255, Default: "1", Modes: modesIGMP, Since: version.Of(2, 6, 37), Backports: []Kernel{linux2632}},
	{Name: "tlb_dynamic_lb", Kind: Choice, Values: []string{"off", "on"}, Default: "on", Modes: BalanceTLB.Modes(), Widened: &Widening{linux418, BalanceTLB.Modes() | BalanceALB.Modes()}, Refused: true, Since: version.Of(3, 16, 0), Backports: []Kernel{linux310}},
	{Name: "tx_queues", Kind: Count, Min: 1, Max: 255, Default: "16", Modes: allModes, ModuleOnly: true, Since: version.Of(2, 6, 36), Backports: []Kernel{linux2632}},
	{Name: "updelay", Kind: Milliseconds, Max: maxInt, Default: "0", Modes: allModes, Needs: "miimon"},
	{Name: "use_carrier", Kind: Choice, Values: []string{"off", "on"}, Default: "on", Modes: allModes},
	{Name: "xmit_hash_policy", Kind: Choice, Values: []string{"layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4", "vlan+srcmac"}, Default: "layer2", Modes: modesHash, Widened: &Widening{linux418, modesHash | BalanceALB.Modes()}},
}

// valuesSince are the values of parameters that came later than the parameter.
var valuesSince = map[string]Parameter{
	"xmit_hash_policy=layer2+3":    {Since: version.Of(2, 6, 25), Backports: []Kernel{linux2618}},
	"xmit_hash_policy=encap2+3":    {Since: version.Of(3, 13, 0), Backports: []Kernel{linux310}},
	"xmit_hash_policy=encap3+4":    {Since: version.Of(3, 13, 0), Backports: []Kernel{linux310}},
	"xmit_hash_policy=vlan+srcmac": {Since: version.Of(5, 12, 0), Backports: []Kernel{linux418}},
}

// ValueSince returns the kernel that brought a value of the parameter, which is
// never older than the parameter itself.
func (p Parameter) ValueSince(value string) Kernel {
	if v, ok := valuesSince[p.Name+"="+value]; ok {
		return v.Since
	}
	return p.Since
}

// HasValue tells whether a kernel knows a value of the parameter.
func (p Parameter) HasValue(value string, k Kernel) bool {
	if v, ok := valuesSince[p.Name+"="+value]; ok && !v.In(k) {
		return false
	}
	return p.In(k)
}
