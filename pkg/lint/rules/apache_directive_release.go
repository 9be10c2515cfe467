package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheDirectiveRelease = &lint.Rule{
	ID:       "apache-directive-release",
	Severity: lint.Error,
	Doc: `A directive that the release does not have

httpd refuses to start over a directive that is newer than it, or that it no longer has.

Leave it out, or put it in <IfVersion> where one file serves several releases.

Source: the Compatibility lines of httpd's documentation.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if p.Platform == nil {
			return
		}
		v := httpdVersion(p)
		for _, n := range c.byName {
			if !n.known || n.info.In(v) {
				continue
			}
			for d := range c.unconditional(n.name) {
				if v.AtLeast(n.info.Since) {
					d.report(p, d.Name.Range(), "%s is gone since httpd %s; %s has httpd %s", n.name, n.info.Until, p.Platform.Title, v)
				} else {
					d.report(p, d.Name.Range(), "%s is an httpd %s directive; %s has httpd %s", n.name, n.info.Since, p.Platform.Title, v)
				}
			}
		}
	}),
}
