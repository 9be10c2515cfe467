package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxValueSize = &lint.Rule{
	ID:       "nginx-value-size",
	Severity: lint.Error,
	Doc: `A directive that takes a size, with something else

nginx reads a size as a number of bytes, or of kibibytes or mebibytes with k or m behind it; 10kb, 1.5m and 64K with a blank are none, and
nginx does not start.

Write a whole number with at most one letter: 8k, 10m.

Source: nginx's documentation of the directive; nginx.org, Configuration file measurement units; seen on nginx 1.22: "invalid value".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		nginxReportValues(p, h, "a size as 8k or 10m", nginx.Size, nginx.Offset)
	},
}
