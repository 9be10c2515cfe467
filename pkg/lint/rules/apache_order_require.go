package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheOrderRequire = &lint.Rule{
	ID:       "apache-order-require",
	Severity: lint.Warning,
	Doc: `Order, Allow or Deny beside Require

In httpd 2.4 they are of another module (mod_access_compat) than Require, and both decide: which of two lines that
contradict each other wins is not what stands there.

Write Require alone.

Source: httpd's notes on upgrading from 2.2 to 2.4 ("technically possible but discouraged"); seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		required := make(map[*configured]*configured) // the last Require of each section
		for _, d := range c.named("Require") {
			if d.parent != nil && newRequire(d) {
				required[d.parent] = d
			}
		}
		old := make(map[*configured]*configured)
		for _, name := range []string{"Order", "Allow", "Deny"} {
			for _, d := range c.named(name) {
				if last := old[d.parent]; required[d.parent] != nil && (last == nil || last.index < d.index) {
					old[d.parent] = d
				}
			}
		}
		for section, d := range old {
			if beside := required[section]; !strings.HasPrefix(section.name, "If") { // which tells the releases apart
				d.report(p, d.Header(), "%s stands beside Require %s of line %d: both decide", d.Name.Text, beside.Arg(0), beside.Header().Start.Line)
			}
		}
	}),
}

// newRequire tells a Require that only httpd 2.4 has from those of users.
func newRequire(d *configured) bool {
	switch strings.ToLower(d.Arg(0)) {
	case "all", "ip", "host", "local", "forward-dns", "not":
		return true
	}
	return false
}
