package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamOnlyBackup = &lint.Rule{
	ID:       "nginx-upstream-only-backup",
	Severity: lint.Error,
	Doc: `An upstream whose servers are all backups

nginx does not start with an upstream that has only servers marked "backup".

Take "backup" from the servers that are to serve.

Source: Seen on nginx 1.22: "no servers in upstream".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			active := slices.ContainsFunc(u.Servers, func(s nginx.Server) bool {
				_, backup := s.Param("backup")
				return !backup
			})
			if len(u.Servers) > 0 && !active && !u.node.open {
				p.Report(u.Directive.Name.Range(), "every server of the upstream %q is a backup", u.Name.Text)
			}
		}
	},
}
