package rules

import (
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
	Host: wholeConfiguration(func(p *lint.Pass, c *configuration) {
		ports := make(map[string]bool)
		for _, d := range c.named("Listen") {
			if len(d.Args) == 0 || !literal(d.Args[0]) {
				return
			}
			_, port := splitAddress(d.Arg(0))
			ports[port] = true
		}
		if len(ports) == 0 {
			return
		}
		for v := range c.unconditional("VirtualHost") {
			for _, address := range v.Args {
				if host, port := splitAddress(address.Text); literal(address) && host != "" && port != "*" && !ports[port] && number(port) {
					v.report(p, address.Range, "nothing listens on port %s", port)
				}
			}
		}
	}),
}
