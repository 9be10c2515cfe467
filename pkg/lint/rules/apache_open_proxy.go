package rules

import (
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
	Apache: func(p *lint.Pass, f *apache.File) {
		limited := false
		var on *apache.Directive
		for _, d := range readDirectives(p, f) {
			switch {
			case d.Is("ProxyRequests"):
				if on = nil; strings.EqualFold(d.Arg(0), "on") {
					on = d
				}
			case d.Block != nil && (d.Is("Proxy") || d.Is("ProxyMatch")):
				if _, balancer := apache.BalancerName(d.Arg(0)); !balancer {
					limited = limited || limits(d)
				}
			}
		}
		if on == nil || limited {
			return
		}
		var fix *lint.Fix
		for range f.ProxyPasses() {
			fix = lint.Replace(on.Args[0].Range, "Off")
			break
		}
		p.ReportFix(on.Header(), fix, "no <Proxy> section limits who may have this server fetch any URL")
	},
}

// limits tells whether a section says who may ask, other than everybody.
func limits(section *apache.Directive) bool {
	for d := range section.Effective() {
		switch {
		case d.Is("Require"):
			if !strings.EqualFold(d.Arg(0), "all") || !strings.EqualFold(d.Arg(1), "granted") {
				return true
			}
		case d.Is("Allow") || d.Is("Deny"):
			if d.Is("Deny") || !strings.EqualFold(d.Arg(1), "all") {
				return true
			}
		case d.Block != nil && strings.HasPrefix(strings.ToLower(d.Name.Text), "require"), d.Is("Include"), d.Is("IncludeOptional"), d.Is("Use"):
			return true
		}
	}
	return false
}
