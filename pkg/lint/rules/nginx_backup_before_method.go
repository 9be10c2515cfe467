package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxBackupBeforeMethod = &lint.Rule{
	ID:       "nginx-backup-before-method",
	Severity: lint.Info,
	Doc: `A backup server that only the order of the lines lets pass

By nginx's documentation ip_hash, hash and random have no backup servers: nginx refuses one that stands after the method.
One that stands before it is accepted, and asked once every other server has failed and the method gives up. Whoever sorts
the lines gets a configuration that nginx does not start with.

Write the method first, and take "backup" away; or balance in turn or by least_conn, which have backups.

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
