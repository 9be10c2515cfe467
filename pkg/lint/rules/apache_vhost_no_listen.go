package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostNoListen = &lint.Rule{
	ID:       "apache-vhost-no-listen",
	Severity: lint.Error,
	Doc: `A virtual host on an address or a port that nothing listens on

<VirtualHost> only says which connections the site is for; Listen opens them. Without one, "Syntax OK", and the site is
never served.

Add the Listen.

Source: httpd's documentation, Binding to Addresses and Ports; seen on httpd 2.4.`,
	Host: wholeConfiguration(func(p *lint.Pass, c *configuration) {
		listens := make(map[string]map[string]bool) // addresses by port, "" for every address
		for _, d := range c.named("Listen") {
			if len(d.Args) == 0 || !literal(d.Args[0]) {
				return
			}
			host, port := splitAddress(d.Arg(0))
			if listens[port] == nil {
				listens[port] = make(map[string]bool)
			}
			listens[port][listenAddress(host)] = true
		}
		if len(listens) == 0 {
			return
		}
		for v := range c.unconditional("VirtualHost") {
			for _, address := range v.Args {
				host, port := splitAddress(address.Text)
				if !literal(address) || host == "" || !number(port) {
					continue
				}
				on := listens[port]
				switch own := listenAddress(host); {
				case on == nil:
					v.report(p, address.Range(), "nothing listens on port %s", port)
				case own != "" && isAddress(own) && !on[""] && !on[own]:
					v.report(p, address.Range(), "nothing listens on port %s of %s", port, host)
				}
			}
		}
	}),
}

// listenAddress is the address of a Listen or a <VirtualHost> in its usual
// spelling, "" for those that stand for every address.
func listenAddress(host string) string {
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	switch {
	case host == "*" || strings.EqualFold(host, "_default_") || err == nil && addr.IsUnspecified():
		return ""
	case err != nil:
		return strings.ToLower(host)
	}
	return addr.Unmap().String()
}
