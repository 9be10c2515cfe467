package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheRemoteipTrust = &lint.Rule{
	ID:       "apache-remoteip-trust",
	Severity: lint.Warning,
	Doc: `RemoteIPHeader without the proxies that it is taken from

Unless RemoteIPInternalProxy or RemoteIPTrustedProxy says whose header counts, httpd believes everybody's: a client that
sends X-Forwarded-For itself chooses its address, in the logs and for Require ip.

Name the load balancers: RemoteIPInternalProxy 10.0.0.4 10.0.0.5.

Source: mod_remoteip's documentation of RemoteIPHeader ("will trust all hosts presenting a RemoteIPHeader header value").`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		headers := c.named("RemoteIPHeader")
		if len(headers) == 0 {
			return
		}
		for _, other := range c.host.configurations {
			for name := range other.names {
				if strings.HasPrefix(name, "RemoteIPInternalProxy") || strings.HasPrefix(name, "RemoteIPTrustedProxy") {
					return
				}
			}
		}
		headers[0].report(p, headers[0].Header(), "httpd takes the client's address from anybody's %s", headers[0].Arg(0))
	}),
}
