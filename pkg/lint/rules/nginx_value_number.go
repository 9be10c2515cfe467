package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxValueNumber = &lint.Rule{
	ID:       "nginx-value-number",
	Severity: lint.Error,
	Doc: `A directive that takes a number, with something else

nginx reads such a directive as a whole number without a sign or a unit, and does not start with another text.

Write digits alone.

Source: nginx's documentation of the directive; seen on nginx 1.22: "invalid number", "invalid value".`,
	Host: func(p *lint.Pass, h *lint.Host) { nginxReportValues(p, h, "a whole number", nginx.Number) },
}
