package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxNoEvents = &lint.Rule{
	ID:       "nginx-no-events",
	Severity: lint.Info,
	Doc: `A configuration without an events block

nginx does not start with a configuration that has http and no events block, even an empty one. As an excerpt the file
is read all the same.

Write "events {}" before http.

Source: Seen on nginx 1.22: no "events" section in configuration.`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		var http *nginx.Directive
		for _, d := range f.Directives {
			switch d.Name.Text {
			case "http":
				http = d
			case "events", "include":
				return
			}
		}
		if http != nil {
			p.ReportFix(http.Name.Range(), nginxInsert(http, "events {}"), "http stands here without an events block")
		}
	},
}
