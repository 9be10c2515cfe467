package rules

import (
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxFailTimeout = &lint.Rule{
	ID:       "nginx-fail-timeout",
	Severity: lint.Info,
	Doc: `A dead server is tried anew before the last try has failed

nginx leaves a server that failed max_fails times alone for fail_timeout, and then lets a request try it. Where a
connection takes longer to fail (proxy_connect_timeout), the next request is let in before that: as long as the server is
dead, some client waits, and at times several.

Make proxy_connect_timeout shorter than fail_timeout.

Source: nginx's documentation of server in ngx_http_upstream_module, and of proxy_connect_timeout; the source of
ngx_http_upstream_get_peer; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		type looked struct {
			upstream *nginxUpstream
			connect  string
		}
		seen := make(map[looked]bool)
		for _, d := range pl.passes {
			u := d.upstream
			if u == nil || len(u.Servers) < 2 {
				continue
			}
			text, known := d.value("proxy_connect_timeout", "")
			connect, isTime := nginxSeconds(text)
			if !known || !isTime || seen[looked{u, text}] {
				continue
			}
			seen[looked{u, text}] = true
			for _, s := range u.Servers {
				param, set := s.Param("fail_timeout")
				fails, counts := s.Param("max_fails")
				if timeout, ok := nginxSeconds(param.Value); set && ok && timeout < connect && counts && fails.Value != "1" && fails.Value != "0" {
					p.Report(param.Word.Range(), "fail_timeout is %s, and a connection takes %s to fail", param.Value, text)
				}
			}
		}
	},
}

// nginxSeconds reads a time as nginx writes it: a number of seconds, or one with
// a unit; false for what is none, or has several units.
func nginxSeconds(text string) (seconds float64, ok bool) {
	digits := strings.TrimRight(text, "smhd")
	unit := 0.0
	switch text[len(digits):] {
	case "", "s":
		unit = 1
	case "ms":
		unit = 0.001
	case "m":
		unit = 60
	case "h":
		unit = 3600
	case "d":
		unit = 86400
	}
	n, err := strconv.ParseUint(digits, 10, 32)
	return float64(n) * unit, err == nil && unit > 0
}
