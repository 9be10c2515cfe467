package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/lint"
)

// estateHosts are the addresses that the files of an estate tell.
type estateHosts struct {
	byAddr map[netip.Addr]*lint.Host // of the hosts
	byText map[string]netip.Addr     // the same, as written
	named  map[netip.Addr]bool       // of what hosts files name
}

// estateHostsOf returns the addresses of an estate.
func estateHostsOf(p *lint.Pass, e *lint.Estate) *estateHosts { return estateAddresses.Of(p, e) }

var estateAddresses = lint.NewFact(func(p *lint.Pass, e *lint.Estate) *estateHosts {
	all := &estateHosts{byAddr: make(map[netip.Addr]*lint.Host), byText: make(map[string]netip.Addr), named: make(map[netip.Addr]bool)}
	for _, h := range e.Hosts {
		for addr := range addressesOf(p, h).byAddr {
			all.byAddr[addr] = h
			all.byText[addr.String()] = addr
		}
		for _, list := range namesOf(p, h) {
			for _, r := range list {
				all.named[r.Addr] = true
			}
		}
	}
	return all
})

// slips returns, of the members of a balancer on a host, those whose address is
// nobody's, and differs by a slip of the pen from that of a host that is no member:
// each with the address that was probably meant. There are none where most members
// are no hosts of the estate, of which then little is known.
func (all *estateHosts) slips(on *lint.Host, members []netip.Addr) map[netip.Addr]netip.Addr {
	var unknown []netip.Addr
	isMember := make(map[netip.Addr]bool)
	known := 0
	for _, addr := range members {
		isMember[addr] = true
		if all.byAddr[addr] != nil {
			known++
		} else if !addr.IsLoopback() && !all.named[addr] {
			unknown = append(unknown, addr)
		}
	}
	meant := make(map[netip.Addr]netip.Addr)
	if len(unknown) > known {
		return meant
	}
	for _, addr := range unknown {
		for near := range near(addr.String()) {
			a, ok := all.byText[near]
			best, seen := meant[addr]
			if ok && !isMember[a] && all.byAddr[a] != on && (!seen || a.Less(best)) {
				meant[addr] = a
			}
		}
	}
	return meant
}

// near returns the texts that differ from an address by one figure, or by two
// changed over.
func near(address string) map[string]bool {
	const figures = "0123456789abcdef.:"
	texts := make(map[string]bool)
	for i := range len(address) + 1 {
		before, after := address[:i], address[i:]
		for _, c := range figures {
			texts[before+string(c)+after] = true
			if after != "" {
				texts[before+string(c)+after[1:]] = true
			}
		}
		if after == "" {
			continue
		}
		texts[before+after[1:]] = true
		for j := 1; j < len(after); j++ {
			changed := []byte(address)
			changed[i], changed[i+j] = changed[i+j], changed[i]
			texts[string(changed)] = true
		}
	}
	delete(texts, address)
	return texts
}
