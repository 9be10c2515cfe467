package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostNoServername = &lint.Rule{
	ID:       "apache-vhost-no-servername",
	Severity: lint.Info,
	Doc: `A virtual host without ServerName

httpd asks DNS for the name of the virtual host's address when it starts; the site then answers to that name, or to the
server's own, and redirects name it.

Write ServerName. The rule is silent on the virtual host that is meant for every other name: by its address _default_, or
the name of its file.

Source: httpd's documentation of ServerName.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, s := range c.scopes[1:] {
			if _, named := s.serverName(); !named && !s.opaque && slices.ContainsFunc(s.addresses(), func(w apache.Word) bool { return !s.meantAsDefault(w) }) {
				s.vhost.report(p, s.vhost.Header(), "this virtual host has no ServerName")
			}
		}
	}),
}
