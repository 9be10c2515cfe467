package topology

import (
	"net/netip"
	"slices"
)

// networkIndex finds the network of an address by one map look-up per prefix
// length that occurs, however many networks there are.
type networkIndex struct {
	lengths  []int // the longest first
	byPrefix map[netip.Prefix]*Network
}

func newNetworkIndex(networks []*Network) networkIndex {
	index := networkIndex{byPrefix: make(map[netip.Prefix]*Network, len(networks))}
	for _, n := range networks {
		if !n.CIDR.Value.IsValid() {
			continue
		}
		prefix := n.CIDR.Value.Masked()
		if _, dup := index.byPrefix[prefix]; !dup {
			index.byPrefix[prefix] = n
		}
		if !slices.Contains(index.lengths, prefix.Bits()) { // 129 lengths at the most
			index.lengths = append(index.lengths, prefix.Bits())
		}
	}
	slices.SortFunc(index.lengths, func(a, b int) int { return b - a })
	return index
}

func (x networkIndex) find(a netip.Addr) *Network {
	for _, bits := range x.lengths {
		if prefix, err := a.Prefix(bits); err == nil && x.byPrefix[prefix] != nil {
			return x.byPrefix[prefix]
		}
	}
	return nil
}
