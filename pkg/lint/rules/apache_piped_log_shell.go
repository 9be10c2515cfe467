package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apachePipedLogShell = &lint.Rule{
	ID:       "apache-piped-log-shell",
	Severity: lint.Warning,
	Doc: `A piped log that counts on another release's shell

httpd 2.2 runs the program of a piped log by a shell, httpd 2.4 without one: there, ">" and "|" are arguments of the
program. "|$" is how 2.4 asks for the shell; 2.2 takes the "$" for a part of the command.

Write "|$command" for httpd 2.4 where the command needs a shell, "|command" otherwise.

Source: httpd's documentation, Log Files, Piped Logs.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for d, l := range c.logs() {
			switch command, shell, piped := l.Pipe(apache.Httpd24); {
			case !piped:
			case is24(p) && !shell && strings.ContainsAny(command, "|;<>`"):
				d.report(p, l.Destination.Range(), "httpd %s runs %q without a shell", httpdVersion(p), command)
			case is22(p) && shell:
				d.report(p, l.Destination.Range(), "httpd %s gives its shell the command %q", httpdVersion(p), "$"+command)
			}
		}
	}),
}
