package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxDirectiveDuplicate = &lint.Rule{
	ID:       "nginx-directive-duplicate",
	Severity: lint.Error,
	Doc: `A directive that stands twice in one block

nginx does not start where a directive that is on or off, or one that has a single value, stands twice in a block.

Keep the one that is meant.

Source: Seen on nginx 1.22: "directive is duplicate".`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		seen := make(map[nginxSlot]*nginx.Directive)
		for path, d := range f.Walk() {
			parent := nginxLast(path)
			if !nginxSingle(d) {
				continue
			}
			slot := nginxSlot{parent, d.Name.Text}
			before := seen[slot]
			if before == nil {
				seen[slot] = d
				continue
			}
			p.ReportFinding(lint.Finding{
				Range: d.Name.Range, Message: fmt.Sprintf("%s is in this block already", d.Name.Text),
				Related: []lint.Related{{Message: "the first", Range: before.Range()}},
			})
		}
	},
}

// nginxSlot is a place that has room for one directive.
type nginxSlot struct {
	block *nginx.Directive
	name  string
}

// nginxSingle tells whether a block has room for one directive of the kind.
func nginxSingle(d *nginx.Directive) bool {
	switch d.Name.Text {
	case "proxy_pass", "root", "alias", "client_max_body_size", "proxy_http_version", "proxy_connect_timeout", "proxy_read_timeout",
		"proxy_send_timeout", "worker_processes", "worker_connections", "keepalive_timeout", "proxy_next_upstream_tries", "default_type":
		return true
	case "sendfile", "tcp_nopush", "tcp_nodelay", "gzip", "autoindex", "proxy_buffering", "proxy_request_buffering", "gzip_vary",
		"proxy_ssl_verify", "proxy_ssl_server_name", "ssl_prefer_server_ciphers", "ssl_stapling", "ssl_session_tickets":
		return true
	}
	return false
}
