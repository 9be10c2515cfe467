package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxFlagValue = &lint.Rule{
	ID:       "nginx-flag-value",
	Severity: lint.Error,
	Doc: `A directive that takes on or off, with something else

nginx reads such a directive as on or off, in either case, and does not start with another word.

Write on or off.

Source: nginx's documentation of the directive; seen on nginx 1.22: "invalid value".`,
	Host: func(p *lint.Pass, h *lint.Host) { nginxReportValues(p, h, "on or off", nginx.Flag) },
}
