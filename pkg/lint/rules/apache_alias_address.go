package rules

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheAliasAddress = &lint.Rule{
	ID:       "apache-alias-address",
	Severity: lint.Info,
	Doc: `A ServerAlias that is nearly the address on which nginx answers for the same name

The alias is an address that no host of the estate has, and each of its numbers is at most one figure away from the address
on which an nginx of the estate listens for this ServerName. One of the two is a typing mistake: requests by the address
that clients know find no virtual host.

Write the same address in both.

Source: httpd's documentation of ServerAlias and nginx's of listen: neither is compared with anything.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		listens := sync.OnceValue(func() map[string][]namedListen { return nginxAddressesByName(p, e) })
		known := estateHostsOf(p, e)
		for _, h := range e.Hosts {
			for _, c := range configurations.Of(p, h).configurations {
				for _, s := range c.scopes[1:] {
					if name, ok := s.serverName(); ok && slices.ContainsFunc(s.aliases, func(alias apache.Word) bool { return isAddress(alias.Text) }) {
						reportAliases(p, s, known, listens()[serverName(name.Text)])
					}
				}
			}
		}
	},
}

// namedListen is a listen of nginx with an address.
type namedListen struct {
	addr netip.Addr
	at   nginxServer
}

// nginxAddressesByName returns the addresses on which nginx answers for a name,
// on any host.
func nginxAddressesByName(p *lint.Pass, e *lint.Estate) map[string][]namedListen {
	byName := make(map[string][]namedListen)
	for _, h := range e.Hosts {
		for _, s := range nginxPlacesOf.Of(p, h).servers {
			for _, l := range s.listens {
				addr, err := netip.ParseAddr(strings.Trim(l.Address.Host, "[]"))
				if err != nil || addr.IsUnspecified() || addr.IsLoopback() {
					continue
				}
				for _, name := range s.names {
					byName[strings.ToLower(name.Text)] = append(byName[strings.ToLower(name.Text)], namedListen{addr, s})
				}
			}
		}
	}
	return byName
}

func reportAliases(p *lint.Pass, s *httpdScope, known *estateHosts, listens []namedListen) {
	aliases := make(map[netip.Addr]apache.Word)
	for _, word := range s.aliases {
		if addr, err := netip.ParseAddr(word.Text); err == nil && literal(word) {
			aliases[addr] = word
		}
	}
	for _, l := range listens {
		if _, ok := aliases[l.addr]; ok {
			return // the address that clients know is there
		}
	}
	for _, word := range s.aliases {
		addr, err := netip.ParseAddr(word.Text)
		if err != nil || !literal(word) || known.byAddr[addr] != nil || known.named[addr] {
			continue
		}
		for _, l := range listens {
			if nearByNumber(addr, l.addr) {
				s.vhost.reportFinding(p, lint.Finding{
					Range: word.Range(), Message: fmt.Sprintf("%s is nobody's address, and nginx listens on %s for this name", addr, l.addr),
					Related: []lint.Related{{Message: "nginx's virtual server", Range: l.at.Name.Range()}},
				})
				break
			}
		}
	}
}

// nearByNumber tells whether each number of an IPv4 address differs from that of
// another by one figure at most.
func nearByNumber(a, b netip.Addr) bool {
	as, bs := strings.Split(a.String(), "."), strings.Split(b.String(), ".")
	if len(as) != 4 || len(bs) != 4 {
		return false
	}
	for i := range as {
		if as[i] != bs[i] && !near(as[i])[bs[i]] {
			return false
		}
	}
	return true
}
