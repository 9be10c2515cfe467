package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
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
	Apache: func(p *lint.Pass, f *apache.File) {
		for m := range members(p, f) {
			u, ok := splitURL(m.URL.Text)
			if !ok || isAddress(u.host) || u.host == "localhost" || !strings.Contains(u.host, ".") || strings.HasPrefix(strings.ToLower(m.URL.Text), "unix:") || setsParam(m.Params, "disablereuse", "enablereuse", "addressttl") {
				continue
			}
			p.Report(m.URL.Range, "httpd keeps the address of %s until it is restarted", u.host)
		}
	},
}
