package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostNoServername = &lint.Rule{
	ID:       "apache-vhost-no-servername",
	Severity: lint.Info,
	Doc: `A virtual host without ServerName

httpd asks DNS for the name of the virtual host's address when it starts; the site then answers to that name, or to the
server's own, and redirects name it.

Write ServerName.

Source: httpd's documentation of ServerName.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		skip := unread(p, f)
		for v := range f.VirtualHosts() {
			named := skip[v.Directive]
			for d := range apache.VirtualHost(v).Directive.Effective() {
				named = named || d.Is("ServerName") || d.Is("Include") || d.Is("IncludeOptional") || d.Is("Use")
			}
			if !named {
				p.Report(v.Directive.Header(), "this virtual host has no ServerName")
			}
		}
	},
}
