package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxDirectiveDuplicate = &lint.Rule{
	ID:       "nginx-directive-duplicate",
	Severity: lint.Error,
	Doc: `A directive that stands twice in one block

nginx does not start where a directive that is on or off, or one that has a single value, stands twice in a block.

Keep the one that is meant.

Source: Seen on nginx 1.22: "directive is duplicate".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range nginxSingle {
			first := make(map[nginxSlot]*nginxNode)
			for _, d := range pl.byName[name] {
				slot := nginxSlot{d.config, d.parent}
				before := first[slot]
				if before == nil {
					first[slot] = d
					continue
				}
				p.ReportFinding(lint.Finding{
					Range: d.Name.Range(), Message: fmt.Sprintf("%s is in this block already", name),
					Related: []lint.Related{{Message: "the first", Range: before.Range()}},
				})
			}
		}
	},
}

// nginxSlot is a block, or the top of a configuration.
type nginxSlot struct {
	config *nginxConfig
	block  *nginxNode
}

// nginxSingle are the directives of which a block has room for one.
var nginxSingle = []string{
	"proxy_pass", "root", "alias", "client_max_body_size", "proxy_http_version", "proxy_connect_timeout", "proxy_read_timeout",
	"proxy_send_timeout", "worker_processes", "worker_connections", "keepalive_timeout", "proxy_next_upstream_tries", "default_type",
	"sendfile", "tcp_nopush", "tcp_nodelay", "gzip", "autoindex", "proxy_buffering", "proxy_request_buffering", "gzip_vary",
	"proxy_ssl_verify", "proxy_ssl_server_name", "ssl_prefer_server_ciphers", "ssl_stapling", "ssl_session_tickets",
}
