package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxValueTime = &lint.Rule{
	ID:       "nginx-value-time",
	Severity: lint.Error,
	Doc: `A directive that takes a time, with something else

nginx reads a time as a number of seconds, or numbers with the units ms, s, m, h, d, w, M and y, the greater before the
lesser; 30sec and 1.5h are none, and nginx does not start.

Write whole numbers with units: 30s, 500ms, 1h 30m in quotes.

Source: nginx's documentation of the directive; nginx.org, Configuration file measurement units; seen on nginx 1.22: "invalid value".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		nginxReportValues(p, h, "a time as 30s or 500ms", nginx.Time, nginx.Seconds)
	},
}
