package rules

import (
	"net/netip"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheListenOverlap = &lint.Rule{
	ID:       "apache-listen-overlap",
	Severity: lint.Error,
	Doc: `A Listen for one address beside one for every address

"Syntax OK", and the start fails: the port is taken on every address, "could not bind to address", "Address already in use".

Delete the one for the single address: the other is for it, too. Virtual hosts tell addresses apart without it.

Source: bind(2), EADDRINUSE; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		every := make(map[listenSocket]*configured)
		for d := range c.unconditional("Listen") {
			if len(d.Args) > 0 && literal(d.Args[0]) {
				if at := listenedAt(d.Arg(0)); every[at] == nil {
					every[at] = d
				}
			}
		}
		for d := range c.unconditional("Listen") {
			at := listenedAt(d.Arg(0))
			addr, err := netip.ParseAddr(at.host)
			if err != nil || addr.IsUnspecified() {
				continue
			}
			family := "::"
			if addr.Is4() {
				family = "0.0.0.0"
			}
			for _, host := range []string{"", family} {
				if other := every[listenSocket{host, at.port}]; other != nil {
					d.reportFix(p, d.Header(), lint.Replace(d.Lines(), ""), "%s listens on port %s of every address: this one cannot be bound", lineOf(other.Header(), d.Header()), at.port)
					break
				}
			}
		}
	}),
}
