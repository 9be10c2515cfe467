package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxValueChoice = &lint.Rule{
	ID:       "nginx-value-choice",
	Severity: lint.Error,
	Doc: `A directive that takes one of a few words, with another

nginx knows the words of such a directive and does not start with another: ssl_protocols TLSv9, proxy_http_version 1.2.

Write one of the directive's words.

Source: nginx's documentation of the directive; seen on nginx 1.22: "invalid value".`,
	Host: func(p *lint.Pass, h *lint.Host) { nginxReportValues(p, h, "", nginx.Choice) },
}
