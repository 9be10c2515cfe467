package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheNamevirtualhost = &lint.Rule{
	ID:       "apache-namevirtualhost",
	Severity: lint.Warning,
	Doc: `NameVirtualHost on httpd 2.4

Name-based virtual hosts need it no longer: httpd 2.4 passes over it, with a warning (AH00548) at each start.

Delete it.

Source: httpd's notes on upgrading from 2.2 to 2.4; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if !is24(p) {
			return
		}
		for d := range c.unconditional("NameVirtualHost") {
			d.reportFix(p, d.Header(), lint.Replace(d.Lines(), ""), "httpd %s passes over NameVirtualHost %s", httpdVersion(p), d.Arg(0))
		}
	}),
}
