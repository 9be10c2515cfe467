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
		pl := newNginxPlaces(h)
		for path, d := range pl.named("stub_status") {
			guarded := slices.ContainsFunc([]string{"deny", "auth_basic", "auth_request", "internal", "auth_jwt"}, func(name string) bool {
				list, known := pl.effective(path, name)
				return len(list) > 0 || !known
			})
			server := nginxInner(path, "server")
			if guarded || server == nil {
				continue
			}
			local := true
			for _, l := range pl.in(server, "listen") {
				local = local && (strings.HasPrefix(l.Arg(0), "127.") || strings.HasPrefix(l.Arg(0), "[::1]") || strings.HasPrefix(l.Arg(0), "localhost") || strings.HasPrefix(l.Arg(0), "unix:"))
			}
			if !local || len(pl.in(server, "listen")) == 0 {
				p.Report(d.Name.Range, "everyone may read the status page")
			}
		}
	},
}
