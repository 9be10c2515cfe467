package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxBackupMethod = &lint.Rule{
	ID:       "nginx-backup-method",
	Severity: lint.Error,
	Doc: `A backup server with a method that has none

ip_hash, hash and random know no backup servers: nginx does not start where one follows the method.

Take "backup" away, or balance by another method.

Source: nginx's documentation of server in ngx_http_upstream_module; seen on nginx 1.22: "balancing method does not support
parameter".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			method := ""
			for i := range u.node.inside {
				d := &u.node.inside[i]
				switch d.Name.Text {
				case "ip_hash", "hash", "random":
					method = d.Name.Text
				case "server":
					if i := slices.IndexFunc(d.Args, func(w nginx.Word) bool { return w.Text == "backup" }); i > 0 && method != "" {
						p.Report(d.Args[i].Range(), "%s does not support backup", method)
					}
				}
			}
		}
	},
}
