package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
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
	Apache: func(p *lint.Pass, f *apache.File) {
		for _, d := range readDirectives(p, f) {
			if d.Block == nil {
				continue
			}
			var old, new *apache.Directive
			for _, child := range d.Children() { // not of <IfModule>: it tells the releases apart
				switch {
				case child.Is("Order") || child.Is("Allow") || child.Is("Deny"):
					old = child
				case child.Is("Require") && newRequire(child):
					new = child
				}
			}
			if old != nil && new != nil && !d.Is("If") && !conditional(d) {
				p.Report(old.Header(), "%s stands beside Require %s of line %d: both decide", old.Name.Text, new.Arg(0), new.Header().Start.Line)
			}
		}
	},
}

// newRequire tells a Require that only httpd 2.4 has from those of users.
func newRequire(d *apache.Directive) bool {
	switch strings.ToLower(d.Arg(0)) {
	case "all", "ip", "host", "local", "forward-dns", "not":
		return true
	}
	return false
}

// conditional tells whether a section is one that httpd evaluates while it reads.
func conditional(d *apache.Directive) bool {
	return strings.HasPrefix(strings.ToLower(d.Name.Text), "if")
}
