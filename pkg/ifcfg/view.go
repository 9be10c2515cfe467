package ifcfg

import (
	"net/netip"
	"strconv"
	"strings"
)

// Interface is what an ifcfg file says of its device. A word that the file does
// not assign is zero; see [Word.IsZero].
type Interface struct {
	Device, Type                   Word
	OnBoot, UserCtl, NMControlled  Word
	BootProto                      Word
	HWAddr, MACAddr, MTU           Word
	Master, Slave                  Word
	VLAN, VLANID, PhysDev          Word
	Gateway                        Word
	Network, Broadcast             Word
	IPv6Init, IPv6Addr, BondMaster Word
	BondingOpts                    Word
	// Addresses are the IPv4 addresses in the order in which they are set.
	Addresses []Address
}

// Interface returns the view of the file as it is now. Of a key that is assigned
// several times the last assignment counts.
func (f *File) Interface() *Interface {
	values := make(lastValues, len(f.Directives))
	for d := range f.All() {
		if d.Kind == Assignment {
			values[d.Name.Text] = &d.Value
		}
	}
	return &Interface{
		Device: values.of("DEVICE"), Type: values.of("TYPE"),
		OnBoot: values.of("ONBOOT"), UserCtl: values.of("USERCTL"), NMControlled: values.of("NM_CONTROLLED"),
		BootProto: values.of("BOOTPROTO"),
		HWAddr:    values.of("HWADDR"), MACAddr: values.of("MACADDR"), MTU: values.of("MTU"),
		Master: values.of("MASTER"), Slave: values.of("SLAVE"),
		VLAN: values.of("VLAN"), VLANID: values.of("VLAN_ID"), PhysDev: values.of("PHYSDEV"),
		Gateway: values.of("GATEWAY"), Network: values.of("NETWORK"), Broadcast: values.of("BROADCAST"),
		IPv6Init: values.of("IPV6INIT"), IPv6Addr: values.of("IPV6ADDR"),
		BondMaster: values.of("BONDING_MASTER"), BondingOpts: values.of("BONDING_OPTS"),
		Addresses: addresses(values),
	}
}

// lastValues are the values that count, by key.
type lastValues map[string]*Word

func (v lastValues) of(key string) Word {
	if w := v[key]; w != nil {
		return *w
	}
	return Word{}
}

// addresses collects IPADDR, IPADDR0, IPADDR1 … with their masks: a gap ends the
// list from 2 on, as in ifup.
func addresses(values lastValues) []Address {
	var list []Address
	for i := -1; i < 256; i++ {
		suffix := ""
		if i >= 0 {
			suffix = strconv.Itoa(i)
		}
		ip := values["IPADDR"+suffix]
		if ip == nil && i >= 2 {
			break
		}
		a := Address{Suffix: suffix, IP: values.of("IPADDR" + suffix), Prefix: values.of("PREFIX" + suffix), Netmask: values.of("NETMASK" + suffix)}
		if ip != nil || !a.Prefix.IsZero() || !a.Netmask.IsZero() {
			list = append(list, a)
		}
	}
	return list
}

// IsSlave tells whether the device is enslaved: ifup wants both keys, and exactly "yes".
func (i *Interface) IsSlave() bool { return i.Slave.Text == "yes" && i.Master.Text != "" }

// IsBond tells whether the file is of a bond, by any of the signs that
// initscripts and NetworkManager go by.
func (i *Interface) IsBond() bool {
	return i.Type.Text == "Bond" || IsTrue(i.BondMaster.Text) || i.BondingOpts.Text != "" || isBondName(i.Device.Text) && !i.isOther()
}

// isOther tells whether the file says that its device is one that the bonding driver
// does not make, whatever its name: Open vSwitch has bonds of its own.
func (i *Interface) isOther() bool {
	switch {
	case strings.HasPrefix(i.Type.Text, "OVS"), i.Type.Text == "Bridge", i.Type.Text == "Team", strings.EqualFold(i.Type.Text, "vlan"):
		return true
	}
	return false
}

// isBondName tells whether a device is a bond by its name.
func isBondName(device string) bool {
	number, ok := strings.CutPrefix(device, "bond")
	_, err := strconv.ParseUint(number, 10, 16)
	return ok && err == nil
}

// IsTrue tells whether initscripts take a text for yes.
func IsTrue(text string) bool {
	switch strings.ToLower(text) {
	case "y", "yes", "t", "true", "on", "1":
		return true
	}
	return false
}

// IsFalse tells whether initscripts take a text for no.
func IsFalse(text string) bool {
	switch strings.ToLower(text) {
	case "n", "no", "f", "false", "off", "0":
		return true
	}
	return false
}

// Address is one IPv4 address of an interface.
type Address struct {
	// Suffix is what stands after IPADDR: "" or a number.
	Suffix string
	// IP, Prefix and Netmask are the keys with that suffix.
	IP, Prefix, Netmask Word
}

// CIDR returns the address with its prefix length, which PREFIX gives before
// NETMASK does; ok is false where one of them is missing or malformed.
func (a Address) CIDR() (prefix netip.Prefix, ok bool) {
	ip, err := netip.ParseAddr(a.IP.Text)
	if err != nil || !ip.Is4() {
		return netip.Prefix{}, false
	}
	bits, err := strconv.Atoi(a.Prefix.Text)
	if err != nil {
		bits, ok = maskBits(a.Netmask.Text)
		if !ok {
			return netip.Prefix{}, false
		}
	}
	p := netip.PrefixFrom(ip, bits)
	return p, p.IsValid()
}

// maskBits returns the prefix length that a netmask stands for; ok is false for
// one whose bits are not contiguous.
func maskBits(mask string) (bits int, ok bool) {
	m, err := netip.ParseAddr(mask)
	if err != nil || !m.Is4() {
		return 0, false
	}
	b := m.As4()
	value := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	for value&(1<<31) != 0 {
		bits, value = bits+1, value<<1
	}
	return bits, value == 0
}

// Bond is what an ifcfg file says of a bond.
type Bond struct {
	*Interface
	// Options are the parameters of BONDING_OPTS, in order.
	Options []Option
}

// Bond returns the view of a bond's file; nil where the file is not one of a bond.
func (f *File) Bond() *Bond {
	i := f.Interface()
	if !i.IsBond() {
		return nil
	}
	return &Bond{Interface: i, Options: ParseOptions(i.BondingOpts)}
}

// Option returns the last option of that name, as it is the one that counts; ok
// is false where there is none.
func (b *Bond) Option(name string) (option Option, ok bool) { return lastOption(b.Options, name) }

// Mode returns the bond's mode: the driver's default where the file gives none;
// ok is false for one that the driver does not have.
func (b *Bond) Mode() (mode Mode, ok bool) {
	o, given := b.Option("mode")
	if !given {
		return BalanceRR, true
	}
	return LookupMode(o.Value)
}

func lastOption(options []Option, name string) (Option, bool) {
	for i := len(options) - 1; i >= 0; i-- {
		if options[i].Name == name {
			return options[i], true
		}
	}
	return Option{}, false
}
