package ifcfg

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// bond writes the file of a bond.
func (e *emitter) bond(b *topology.Bond) {
	c := e.newFile(b.Name, b.Description, b.NameRange)
	if e.platform.Has(topology.IfcfgNM) {
		c.set(b.Range, "TYPE", "Bond")
		c.set(b.Range, "BONDING_MASTER", "yes")
	}
	c.startup(&b.Addressing, b.Range)
	c.mtu(&b.Addressing)
	s := e.settings(b)
	e.checkSettings(b, s)
	text, sensitive := s.text()
	options := c.setSecret(b.Mode.Range, "BONDING_OPTS", text, sensitive)
	options.Value.Quote = '"' // as everyone writes it, one option or many
	c.addresses(b.Name, &b.Addressing)
}

// setting is one parameter of the bonding driver that a topology sets.
type setting struct {
	name, value      string
	rng, nameRange   hcl.Range
	sensitive, given bool // given: written in the topology, and no default
}

// settings are the parameters of one bond, in the order in which ifup sets them:
// the mode first, for others are refused until it is known.
type settings struct {
	list []setting
	e    *emitter
}

func (e *emitter) settings(b *topology.Bond) *settings {
	s := &settings{e: e}
	addSetting(s, "mode", b.Mode, b.Mode.Value)
	if b.MIIMon.Set || b.MIIMon.Value > 0 {
		addSetting(s, "miimon", b.MIIMon, milliseconds(b.MIIMon.Value))
	}
	s.duration("arp_interval", b.ARPInterval)
	s.targets(b.ARPIPTarget)
	s.word("arp_validate", b.ARPValidate)
	s.word("arp_all_targets", b.ARPAllTargets)
	s.duration("updelay", b.UpDelay)
	s.duration("downdelay", b.DownDelay)
	s.flag("use_carrier", b.UseCarrier)
	s.word("lacp_rate", b.LACPRate)
	s.word("ad_select", b.ADSelect)
	s.number("min_links", b.MinLinks)
	s.word("xmit_hash_policy", b.XmitHashPolicy)
	s.word("fail_over_mac", b.FailOverMAC)
	s.number("num_grat_arp", b.NumGratARP)
	s.number("num_unsol_na", b.NumUnsolNA)
	s.number("resend_igmp", b.ResendIGMP)
	s.flag("all_slaves_active", b.AllSlavesActive)
	s.number("packets_per_slave", b.PacketsPerSlave)
	s.number("lp_interval", b.LPInterval)
	s.flag("tlb_dynamic_lb", b.TLBDynamicLB)
	s.word("primary", b.Primary)
	s.word("primary_reselect", b.PrimaryReselect)
	return s
}

func addSetting[T any](s *settings, name string, a topology.Attr[T], value string) {
	s.list = append(s.list, setting{name, value, a.Range, a.NameRange, a.Sensitive, a.Set})
}

func (s *settings) word(name string, a topology.Attr[string]) {
	if a.Set {
		addSetting(s, name, a, a.Value)
	}
}

func (s *settings) number(name string, a topology.Attr[int]) {
	if a.Set {
		addSetting(s, name, a, strconv.Itoa(a.Value))
	}
}

// flag writes a switch as a number, which every kernel takes.
func (s *settings) flag(name string, a topology.Attr[bool]) {
	if a.Set {
		value := "0"
		if a.Value {
			value = "1"
		}
		addSetting(s, name, a, value)
	}
}

func (s *settings) duration(name string, a topology.Attr[time.Duration]) {
	if a.Set {
		addSetting(s, name, a, milliseconds(a.Value))
	}
}

// milliseconds writes a time in the driver's unit; the schema admits no finer one.
func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// targets writes the addresses that ARP requests probe: up to 16, all IPv4.
func (s *settings) targets(l topology.List[netip.Addr]) {
	if !l.Set {
		return
	}
	const most = 16
	list, sensitive := make([]string, len(l.Items)), false
	for i, item := range l.Items {
		list[i], sensitive = item.Value.String(), sensitive || item.Sensitive
		switch {
		case !item.Value.Is4():
			s.e.fail(item.Range, "Target that ARP cannot reach", "arp_ip_target takes IPv4 addresses; %s is none.", item.Value)
		case i == most:
			s.e.fail(item.Range, "Too many ARP targets", "The bonding driver probes %d addresses at the most; this is one of %d.", most, len(l.Items))
		}
	}
	if len(list) == 0 {
		s.e.fail(l.Range, "No ARP target", "arp_ip_target is empty.")
	}
	s.list = append(s.list, setting{"arp_ip_target", strings.Join(list, ","), l.Range, l.NameRange, sensitive, true})
}

// text is the value of BONDING_OPTS.
func (s *settings) text() (text string, sensitive bool) {
	words := make([]string, len(s.list))
	for i, o := range s.list {
		words[i] = o.name + "=" + o.value
		sensitive = sensitive || o.sensitive
	}
	return strings.Join(words, " "), sensitive
}

// find returns the setting of a parameter where it is in force: zero stands for
// "off" with times, as "none" does elsewhere.
func (s *settings) find(name string) (o setting, inForce bool) {
	for _, o := range s.list {
		if o.name == name {
			return o, o.value != "0" && o.value != "none"
		}
	}
	return setting{}, false
}

// checkSettings reports what the driver would refuse, ignore or switch off.
func (e *emitter) checkSettings(b *topology.Bond, s *settings) {
	mode, _ := LookupMode(b.Mode.Value)
	wrong := make(map[string]bool)
	for _, o := range s.list {
		p, _ := LookupParameter(o.name)
		if !o.given || wrong[p.Needs] { // one error for what belongs together
			continue
		}
		before := len(e.diags)
		e.checkSetting(b, o, p, mode)
		if _, inForce := s.find(o.name); inForce && p.Needs != "" && len(e.diags) == before {
			if _, ok := s.find(p.Needs); !ok {
				e.fail(o.nameRange, "Parameter without its partner", "%s does nothing without %s.", o.name, p.Needs)
			}
		}
		wrong[o.name] = len(e.diags) > before
	}
	e.checkMonitor(s)
}

// checkSetting reports what the kernel or the mode cannot do with one parameter.
func (e *emitter) checkSetting(b *topology.Bond, o setting, p Parameter, mode Mode) {
	switch modes := p.ModesIn(e.kernel); {
	case !p.In(e.kernel):
		e.fail(o.nameRange, "Parameter that the kernel lacks", "%s is a parameter of the bonding driver from Linux %s on; %s runs Linux %s (%s).", o.name, linux(p.Since), e.host.Name, linux(e.kernel), e.release())
	case !p.HasValue(o.value, e.kernel):
		e.fail(o.rng, "Value that the kernel lacks", "%s=%s is known from Linux %s on; %s runs Linux %s (%s).", o.name, o.value, linux(p.ValueSince(o.value)), e.host.Name, linux(e.kernel), e.release())
	case !p.Accepts(o.value):
		e.fail(o.rng, "Value that the driver refuses", "The bonding driver does not take %s=%s.", o.name, o.value)
	case !modes.Has(mode):
		e.fail(o.nameRange, "Parameter without effect", "%s means something only in %s; %s is in mode %s.", o.name, modes, b.Name, mode)
	}
}

// checkMonitor reports two ways of link monitoring at once: the driver takes the
// first and switches the other off.
func (e *emitter) checkMonitor(s *settings) {
	_, mii := s.find("miimon")
	arp, inForce := s.find("arp_interval")
	if mii && inForce {
		e.fail(arp.nameRange, "Two ways of link monitoring", "arp_interval and miimon exclude each other: the driver would switch the ARP requests off. Leave miimon out.")
	}
}

// linux is a version as kernels call themselves: "2.6.18", "5.14".
func linux(k Kernel) string { return strings.TrimSuffix(k.String(), ".0") }
