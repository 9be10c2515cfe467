package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheDirectiveRelease = &lint.Rule{
	ID:       "apache-directive-release",
	Severity: lint.Error,
	Doc: `A directive that the release does not have

httpd refuses to start over a directive that is newer than it, or that it no longer has.

Leave it out, or put it in <IfVersion> where one file serves several releases.

Source: the Compatibility lines of httpd's documentation.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		if p.Platform == nil {
			return
		}
		for within, d := range readDirectives(p, f) {
			if conditions(p, within) != always {
				continue
			}
			info, known := apache.LookupDirective(d.Name.Text)
			switch v := httpdVersion(p); {
			case !known || info.In(v):
			case !v.AtLeast(info.Since):
				p.Report(d.Name.Range, "%s is an httpd %s directive; %s has httpd %s", info.Name, info.Since, p.Platform.Title, v)
			default:
				p.Report(d.Name.Range, "%s is gone since httpd %s; %s has httpd %s", info.Name, info.Until, p.Platform.Title, v)
			}
		}
	},
}
