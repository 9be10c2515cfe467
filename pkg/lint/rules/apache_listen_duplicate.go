package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheListenDuplicate = &lint.Rule{
	ID:       "apache-listen-duplicate",
	Severity: lint.Error,
	Doc: `The same Listen twice

httpd refuses it: "Cannot define multiple Listeners on the same IP:port". "Listen 80" and "Listen *:80" are the same.

Delete one.

Source: seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		seen := make(map[listenSocket]*configured)
		for d := range c.unconditional("Listen") {
			if len(d.Args) == 0 || !literal(d.Args[0]) {
				continue
			}
			at := listenedAt(d.Arg(0))
			if first := seen[at]; first != nil {
				d.reportFix(p, d.Header(), lint.Replace(d.Lines(), ""), "%s listens on %s already", lineOf(first.Header(), d.Header()), d.Arg(0))
				continue
			}
			seen[at] = d
		}
	}),
}

// listenSocket is what a Listen listens on: an address, or a name, "" for every
// address of both families, and a port.
type listenSocket struct{ host, port string }

// listenedAt takes the argument of a Listen apart.
func listenedAt(text string) listenSocket {
	host, port := splitAddress(strings.ToLower(text))
	if host == "*" {
		host = ""
	}
	if addr, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		host = addr.String()
	}
	return listenSocket{host, port}
}
