package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
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

// nameTable returns the entries of a host's hosts files that the resolver uses, by
// name in small letters: the first of each address family, IPv4 before IPv6.
func nameTable(files []*hosts.File) map[string][]resolved {
	table := make(map[string][]resolved)
	for _, f := range files {
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

// clusterCopy is a cluster.conf and the host that has it.
type clusterCopy struct {
	Host *lint.Host
	File *clusterconf.File
}

// clusterCopies returns every cluster.conf of an estate that has a cluster's name.
func clusterCopies(e *lint.Estate) []clusterCopy {
	var list []clusterCopy
	for _, h := range e.Hosts {
		for _, f := range h.ClusterConf {
			if clusterName(f) != "" {
				list = append(list, clusterCopy{h, f})
			}
		}
	}
	return list
}

// interfaceAddress is a static address of an ifcfg file.
type interfaceAddress struct {
	File   *ifcfg.File
	Prefix netip.Prefix // the address and the length of its network's prefix
}

// interfaceAddresses returns the static addresses of a host; all is false where it
// has an interface whose addresses the files do not tell.
func interfaceAddresses(h *lint.Host) (list []interfaceAddress, all bool) {
	all = len(h.Ifcfg) > 0
	for _, f := range h.Ifcfg {
		i := f.Interface()
		switch strings.ToLower(i.BootProto.Text) {
		case "dhcp", "bootp":
			all = false
		}
		for _, a := range i.Addresses {
			p, ok := a.CIDR()
			if !ok {
				all = false
				continue
			}
			list = append(list, interfaceAddress{f, p})
		}
	}
	return list, all
}
