package clusterconf

import (
	"fmt"
	"net/netip"
)

// ClusterID returns the number that cman works out from a cluster's name, where
// <cman> gives no cluster_id. Clusters with one number on one network take each
// other's messages for their own. Source: generate_cluster_id in cman-preconfig.c.
func ClusterID(name string) uint16 {
	var id uint16
	for i := range len(name) {
		id = id<<1 + uint16(int8(name[i])) // char is signed where cman runs
	}
	return id
}

// MulticastAddress returns the group that cman talks on where <multicast> gives
// none: 239.192.x.y, or ff15::x where the node names resolve to IPv6 addresses.
// Source: default_mcast in cman-preconfig.c, whose last byte really is the
// remainder by 255.
func MulticastAddress(id uint16, ipv6 bool) netip.Addr {
	if ipv6 {
		return netip.MustParseAddr(fmt.Sprintf("ff15::%x", id))
	}
	return netip.AddrFrom4([4]byte{239, 192, byte(id >> 8), byte(id % 255)})
}

// AltMulticastAddress returns the group of the second ring where the
// configuration gives none: the one of the next cluster number.
func AltMulticastAddress(id uint16, ipv6 bool) netip.Addr {
	return MulticastAddress(id+1, ipv6)
}
