package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxErrorLogOff = &lint.Rule{
	ID:       "nginx-error-log-off",
	Severity: lint.Warning,
	Doc: `error_log off writes a file named "off"

error_log has no word to turn it off: nginx opens a file of that name under its prefix.

Write "error_log /dev/null crit;".

Source: nginx's documentation of error_log.`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		for d := range f.All() {
			if d.Name.Text == "error_log" && d.Arg(0) == "off" {
				p.ReportFix(d.Range(), lint.Replace(d.Range(), "error_log /dev/null crit;"), `errors are written to a file named "off"`)
			}
		}
	},
}
