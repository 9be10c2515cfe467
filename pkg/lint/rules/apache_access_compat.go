package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheAccessCompat = &lint.Rule{
	ID:       "apache-access-compat",
	Severity: lint.Info,
	Doc: `Order, Allow and Deny on httpd 2.4

They work as long as mod_access_compat is loaded, and are deprecated.

Write "Require all granted", "Require ip …" and so on.

Source: httpd's notes on upgrading from 2.2 to 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if !is24(p) {
			return
		}
		for d := range c.unconditional("Order") {
			d.report(p, d.Header(), "httpd %s has Require for this", httpdVersion(p))
		}
	}),
}
