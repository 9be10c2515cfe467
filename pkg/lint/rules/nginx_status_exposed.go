package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxStatusExposed = &lint.Rule{
	ID:       "nginx-status-exposed",
	Severity: lint.Warning,
	Doc: `The status page is open to everyone

stub_status shows how busy the server is to whoever asks.

Write "allow 127.0.0.1; deny all;" beside it.

Source: nginx's documentation of ngx_http_stub_status_module.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("stub_status") {
			guarded := slices.ContainsFunc([]string{"deny", "auth_basic", "auth_request", "internal", "auth_jwt"}, func(name string) bool {
				list, known := d.effective(name)
				return len(list) > 0 || !known
			})
			server := d.inner("server")
			if guarded || server == nil {
				continue
			}
			local := true
			for _, l := range server.in("listen") {
				local = local && (strings.HasPrefix(l.Arg(0), "127.") || strings.HasPrefix(l.Arg(0), "[::1]") || strings.HasPrefix(l.Arg(0), "localhost") || strings.HasPrefix(l.Arg(0), "unix:"))
			}
			if !local || !server.has("listen") {
				p.Report(d.Name.Range(), "everyone may read the status page")
			}
		}
	},
}
