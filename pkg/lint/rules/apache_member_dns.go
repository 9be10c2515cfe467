package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheMemberDns = &lint.Rule{
	ID:       "apache-member-dns",
	Severity: lint.Info,
	Doc: `A member by a name of DNS

httpd asks for the address once and keeps it for as long as the process runs: when the name moves, requests go on to the old
address until a restart. Where the name is not known at all, the start does not say so.

Write an address, or addressttl=60 (2.4.59 and newer), or disablereuse=On at the price of a connection for each request.

Source: mod_proxy's documentation of disablereuse and addressttl.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for m := range c.members() {
			host := m.url.host
			if !m.isURL || m.url.socket || !strings.Contains(host, ".") || isAddress(host) || setsParam(m.Params, "disablereuse", "enablereuse", "addressttl") {
				continue
			}
			m.at.report(p, m.URL.Range(), "httpd keeps the address of %s until it is restarted", host)
		}
	}),
}
