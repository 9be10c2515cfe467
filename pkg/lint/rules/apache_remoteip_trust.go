package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
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
	Host: func(p *lint.Pass, h *lint.Host) {
		var header *apache.Directive
		for _, f := range h.Apache {
			for _, d := range readDirectives(p, f) {
				switch name := strings.ToLower(d.Name.Text); {
				case name == "remoteipheader" && header == nil:
					header = d
				case strings.HasPrefix(name, "remoteipinternalproxy") || strings.HasPrefix(name, "remoteiptrustedproxy") || name == "use":
					return
				}
			}
		}
		if header != nil {
			p.Report(header.Header(), "httpd takes the client's address from anybody's %s", header.Arg(0))
		}
	},
}
