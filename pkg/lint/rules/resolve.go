package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

// The functions of this file join cluster.conf with hosts and ifcfg files.

// resolved is what the hosts files of a host give a name.
type resolved struct {
	Addr  netip.Addr
	Entry *hosts.Entry
	Name  hosts.Word
}

// namesOf returns the entries of a host's hosts files that the resolver uses, by
// name in small letters: the first of each address family, IPv4 before IPv6.
func namesOf(p *lint.Pass, h *lint.Host) map[string][]resolved { return hostNames.Of(p, h) }

var hostNames = lint.NewFact(readNames)

func readNames(_ *lint.Pass, h *lint.Host) map[string][]resolved {
	table := make(map[string][]resolved)
	for _, f := range h.Hosts {
		for e := range f.All() {
			addr, ok := e.Addr()
			if !ok {
				continue
			}
			for _, n := range e.Names {
				key := strings.ToLower(n.Text)
				table[key] = addResolved(table[key], resolved{addr.Unmap(), e, n})
			}
		}
	}
	return table
}

func addResolved(list []resolved, r resolved) []resolved {
	for _, other := range list {
		if other.Addr.Is4() == r.Addr.Is4() {
			return list
		}
	}
	if r.Addr.Is4() {
		return append([]resolved{r}, list...)
	}
	return append(list, r)
}

// lookupName returns what a name resolves to; ok is false where it does not.
func lookupName(table map[string][]resolved, name string) (r resolved, ok bool) {
	if list := table[strings.ToLower(name)]; len(list) > 0 {
		return list[0], true
	}
	return resolved{}, false
}

// interfaceAddress is a static address of an ifcfg file.
type interfaceAddress struct {
	File   *ifcfg.File
	Prefix netip.Prefix // the address and the length of its network's prefix
}

// addresses are the static addresses of a host.
type addresses struct {
	list   []interfaceAddress
	byAddr map[netip.Addr]interfaceAddress // the first of each
	// all is false where the host has an interface whose addresses the files do not
	// tell.
	all bool
}

// addressesOf returns the static addresses of a host.
func addressesOf(p *lint.Pass, h *lint.Host) *addresses { return hostAddresses.Of(p, h) }

var hostAddresses = lint.NewFact(readAddresses)

func readAddresses(p *lint.Pass, h *lint.Host) *addresses {
	own := &addresses{all: len(h.Ifcfg) > 0, byAddr: make(map[netip.Addr]interfaceAddress)}
	for _, f := range h.Ifcfg {
		if lint.IsKeptCopy(f.Name) {
			continue
		}
		i := interfaceOf(p, f)
		switch strings.ToLower(i.BootProto.Text) {
		case "dhcp", "bootp":
			own.all = false
		}
		for _, a := range i.Addresses {
			prefix, ok := a.CIDR()
			if !ok {
				own.all = false
				continue
			}
			at := interfaceAddress{f, prefix}
			own.list = append(own.list, at)
			if _, seen := own.byAddr[prefix.Addr()]; !seen {
				own.byAddr[prefix.Addr()] = at
			}
		}
	}
	return own
}

// has tells whether one of the addresses is that.
func (a *addresses) has(addr netip.Addr) bool {
	_, ok := a.byAddr[addr]
	return ok
}
