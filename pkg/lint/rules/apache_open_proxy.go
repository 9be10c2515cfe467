package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheOpenProxy = &lint.Rule{
	ID:       "apache-open-proxy",
	Severity: lint.Error,
	Doc: `An open forward proxy

"ProxyRequests On" makes httpd fetch any URL for any client, unless <Proxy "*"> limits who may ask: open proxies are found
within hours, and used for spam and to reach what is behind the firewall. A reverse proxy (ProxyPass) needs it not.

Write "ProxyRequests Off".

Source: mod_proxy's documentation, Controlling Access to Your Proxy; seen on httpd 2.4: a request went through.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		var on *configured
		for _, d := range c.named("ProxyRequests") {
			if on = nil; strings.EqualFold(d.Arg(0), "on") && !d.scope.onLoopback() {
				on = d
			}
		}
		if on == nil {
			return
		}
		for _, d := range slices.Concat(c.named("Proxy"), c.named("ProxyMatch")) {
			if _, balancer := apache.BalancerName(d.Arg(0)); !balancer && limits(d) {
				return
			}
		}
		var fix *lint.Fix
		if len(c.named("ProxyPass")) > 0 {
			fix = lint.Replace(on.Args[0].Range(), "Off")
		}
		on.reportFix(p, on.Header(), fix, "no <Proxy> section limits who may have this server fetch any URL")
	}),
}

// limits tells whether a section says who may ask, other than everybody.
func limits(section *configured) bool {
	for d := range section.effective() {
		switch {
		case d.name == "Require":
			if !strings.EqualFold(d.Arg(0), "all") || !strings.EqualFold(d.Arg(1), "granted") {
				return true
			}
		case d.name == "Allow" && !strings.EqualFold(d.Arg(1), "all"), d.name == "Deny", d.opaque,
			d.Block != nil && strings.HasPrefix(d.name, "Require"):
			return true
		}
	}
	return false
}
