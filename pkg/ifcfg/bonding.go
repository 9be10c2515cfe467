package ifcfg

import (
	"slices"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/version"
)

// Mode is a policy of the bonding driver. Its value is the driver's number.
type Mode byte

// The modes, under the driver's names.
// Source: Linux Ethernet Bonding Driver HOWTO (Documentation/networking/bonding.rst), "mode".
const (
	BalanceRR    Mode = iota // balance-rr: packets in turn; needs a static link aggregation on one switch
	ActiveBackup             // active-backup: one slave at a time; works with any switches
	BalanceXOR               // balance-xor: slave by hash; needs a static link aggregation on one switch
	Broadcast                // broadcast: everything on every slave
	LACP                     // 802.3ad: IEEE 802.1AX; needs switch ports that speak LACP
	BalanceTLB               // balance-tlb: sending by load; works with any switches
	BalanceALB               // balance-alb: balance-tlb, and receiving balanced by ARP
)

var modeNames = [...]string{"balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb"}

func (m Mode) String() string {
	if int(m) < len(modeNames) {
		return modeNames[m]
	}
	return "mode " + strconv.Itoa(int(m))
}

// LookupMode returns the mode that a text names, by the driver's name or by its
// number; ok is false for a text that the driver refuses.
func LookupMode(text string) (m Mode, ok bool) {
	if i := slices.Index(modeNames[:], text); i >= 0 {
		return Mode(i), true
	}
	n, err := strconv.ParseUint(text, 10, 8)
	return Mode(n), err == nil && int(n) < len(modeNames)
}

// NeedsAggregation tells whether the mode works only where the switch ports of
// all slaves form one link aggregation (static, or LACP for 802.3ad).
func (m Mode) NeedsAggregation() bool { return m.Modes().in(modesAggregated) }

// Modes is the set that holds the mode alone.
func (m Mode) Modes() Modes { return 1 << m }

// Modes is a set of modes.
type Modes byte

// Sets of modes that facts about parameters refer to.
const (
	allModes        = Modes(1<<7 - 1)
	modesAggregated = Modes(1<<BalanceRR | 1<<BalanceXOR | 1<<Broadcast | 1<<LACP)
	modesARP        = Modes(1<<BalanceRR | 1<<ActiveBackup | 1<<BalanceXOR | 1<<Broadcast)
	modesPrimary    = Modes(1<<ActiveBackup | 1<<BalanceTLB | 1<<BalanceALB)
	modesHash       = Modes(1<<BalanceXOR | 1<<LACP | 1<<BalanceTLB)
	modesIGMP       = Modes(1<<BalanceRR | 1<<ActiveBackup | 1<<BalanceTLB | 1<<BalanceALB)
)

// Has tells whether the set holds a mode.
func (s Modes) Has(m Mode) bool { return s&m.Modes() != 0 }

func (s Modes) in(t Modes) bool { return s&^t == 0 }

// Names returns the names of the set's modes in the driver's order.
func (s Modes) Names() []string {
	var names []string
	for i, name := range modeNames {
		if s.Has(Mode(i)) {
			names = append(names, name)
		}
	}
	return names
}

// String lists the modes: "active-backup, balance-tlb and balance-alb".
func (s Modes) String() string {
	names := s.Names()
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// Kernel is a version of Linux.
type Kernel = version.Version
