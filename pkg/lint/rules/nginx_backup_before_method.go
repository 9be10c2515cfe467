package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxBackupBeforeMethod = &lint.Rule{
	ID:       "nginx-backup-before-method",
	Severity: lint.Warning,
	Doc: `A backup server that its method silently ignores

ip_hash, hash and random know no backup servers. nginx refuses one that stands after the method, and accepts one that
stands before it, where the word has no more meaning than there.

Write the method first, and take "backup" away.

Source: nginx's documentation of server in ngx_http_upstream_module; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			if u.Method == nil || u.Method.Name.Text == "least_conn" || u.Method.Name.Text == "least_time" {
				continue
			}
			for _, s := range u.Servers {
				param, backup := s.Param("backup")
				if backup && s.Directive.Name.Range().Start.Byte < u.Method.Name.Range().Start.Byte {
					p.Report(param.Word.Range(), "%s, which follows, does not support backup", u.Method.Name.Text)
				}
			}
		}
	},
}
