package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostNoListen = &lint.Rule{
	ID:       "apache-vhost-no-listen",
	Severity: lint.Error,
	Doc: `A virtual host on a port that nothing listens on

<VirtualHost> only says which connections the site is for; Listen opens them. Without one, "Syntax OK", and the site is
never served.

Add the Listen.

Source: httpd's documentation, Binding to Addresses and Ports; seen on httpd 2.4.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		c, ok := wholeConfiguration(p, h)
		if !ok {
			return
		}
		ports, listens := make(map[string]bool), false
		for _, d := range c.directives {
			if d.Is("Listen") {
				listens = true
				_, port := splitAddress(d.Arg(0))
				ports[port] = true
				if len(d.Args) == 0 || !literal(d.Args[0]) {
					return
				}
			}
		}
		for v := range c.wholeVhosts() {
			for _, address := range v.Addresses() {
				if host, port := splitAddress(address.Text); listens && literal(address) && host != "" && port != "*" && !ports[port] && number(port) {
					p.Report(address.Range, "nothing listens on port %s", port)
				}
			}
		}
	},
}

// splitAddress takes "10.0.0.1:80", "[::1]:80", "*:80" or "80" apart.
func splitAddress(text string) (host, port string) {
	colon := strings.LastIndexByte(text, ':')
	switch {
	case colon > strings.LastIndexByte(text, ']'):
		return text[:colon], text[colon+1:]
	case number(text):
		return "", text
	}
	return text, ""
}
