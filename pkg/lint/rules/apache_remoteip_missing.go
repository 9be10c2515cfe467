package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/version"
)

var apacheRemoteipMissing = &lint.Rule{
	ID:       "apache-remoteip-missing",
	Severity: lint.Info,
	Doc: `A back end that takes the load balancer for the client

Another host of the estate passes its requests to this httpd: in the logs, and for Require ip, every client has that
host's address.

Load mod_remoteip, and say whose field counts: "RemoteIPHeader X-Forwarded-For" and "RemoteIPInternalProxy" with the load
balancer's address. Or log the field: LogFormat "%{X-Forwarded-For}i …".

Source: httpd's documentation of mod_remoteip; seen on httpd 2.4.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		before := passedToAddress(p, e)
		for _, h := range e.Hosts {
			if h.Platform != nil && !h.Platform.Apache.AtLeast(version.Of(2, 4, 0)) {
				continue // mod_remoteip is of 2.4
			}
			var front *lint.Host
			for addr := range addressesOf(p, h).byAddr {
				if host := before[addr]; host != nil && host != h && (front == nil || host.Name < front.Name) {
					front = host
				}
			}
			if front == nil {
				continue
			}
			for _, c := range configurations.Of(p, h).configurations {
				if c.main && !c.incomplete && !c.knowsClients() && len(c.named("CustomLog")) > 0 {
					log := c.named("CustomLog")[0]
					log.report(p, log.Header(), "the requests come from %s, and that is the client which is logged", front.Name)
				}
			}
		}
	},
}

// knowsClients tells whether something looks at the field with the client's address.
func (c *configuration) knowsClients() bool {
	for _, name := range []string{"RemoteIPHeader", "LogFormat", "CustomLog", "SetEnvIf", "SetEnvIfNoCase"} {
		for _, d := range c.named(name) {
			for i := range d.Args {
				if name == "RemoteIPHeader" || strings.Contains(strings.ToLower(d.Arg(i)), "forwarded") || strings.Contains(strings.ToLower(d.Arg(i)), "x-real-ip") {
					return true
				}
			}
		}
	}
	return false
}

// passedToAddress returns the addresses of the estate's hosts that nginx and httpd
// on others, or on the same host, pass requests to, each with one of these.
func passedToAddress(p *lint.Pass, e *lint.Estate) map[netip.Addr]*lint.Host {
	to := make(map[netip.Addr]*lint.Host)
	known := estateHostsOf(p, e)
	if len(known.byAddr) == 0 {
		return to
	}
	for place, host := range nginxPassedTo.Of(p, e) {
		if to[place.addr] == nil || host.Name < to[place.addr].Name {
			to[place.addr] = host
		}
	}
	for _, h := range e.Hosts {
		for _, c := range configurations.Of(p, h).configurations {
			for m := range c.members() {
				if addr, err := netip.ParseAddr(strings.Trim(m.url.host, "[]")); err == nil && known.byAddr[addr] != nil && (to[addr] == nil || h.Name < to[addr].Name) {
					to[addr] = h
				}
			}
		}
	}
	return to
}
