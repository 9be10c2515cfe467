package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxErrorLogOff = &lint.Rule{
	ID:       "nginx-error-log-off",
	Severity: lint.Warning,
	Doc: `error_log off writes a file named "off"

error_log has no word to turn it off: nginx opens a file of that name under its prefix.

Write "error_log /dev/null crit;".

Source: nginx's documentation of error_log.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, d := range nginxPlacesOf.Of(p, h).byName["error_log"] {
			if d.Arg(0) == "off" {
				p.ReportFix(d.Range(), lint.Replace(d.Range(), "error_log /dev/null crit;"), `errors are written to a file named "off"`)
			}
		}
	},
}
