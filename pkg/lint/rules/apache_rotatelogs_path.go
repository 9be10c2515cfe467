package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var apacheRotatelogsPath = &lint.Rule{
	ID:       "apache-rotatelogs-path",
	Severity: lint.Error,
	Doc: `rotatelogs is elsewhere on this release

httpd does not look for the program of a piped log when it checks its configuration: "Syntax OK", and the start fails
(AH00089, AH00104).

Write the release's path.

Source: the packages' file lists; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if p.Platform == nil {
			return
		}
		want := p.Platform.Path(topology.Rotatelogs)
		for d, command := range c.rotatelogs() {
			program, _, _ := strings.Cut(command, " ")
			if want == "" || program == want || usr(program) == "" {
				continue
			}
			at := d.Args[0]
			var fix *lint.Fix
			if raw := at.Raw(); strings.Count(raw, program) == 1 {
				fix = lint.Replace(at.Range(), strings.Replace(raw, program, want, 1))
			}
			d.reportFix(p, at.Range(), fix, "%s is %s on %s: httpd does not start", program, want, p.Platform.Title)
		}
	}),
}

// usr returns the path below a directory that packages put programs in, "" for a
// program of somebody's own.
func usr(program string) string {
	for _, dir := range []string{"/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"} {
		if name, ok := strings.CutPrefix(program, dir); ok && !strings.Contains(name, "/") {
			return name
		}
	}
	return ""
}
