package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheOptionsMixed = &lint.Rule{
	ID:       "apache-options-mixed",
	Severity: lint.Error,
	Doc: `Options with a sign beside options without one

A "+" or "-" changes what is inherited, an option without a sign begins anew. httpd 2.2 took both in one line, with results
that surprised; httpd 2.4 does not start.

Give all of them a sign, or none.

Source: the documentation of Options; seen on httpd 2.4.`,
	Host: everyKnown(
		func(name string) (struct{}, bool) { return struct{}{}, name == "Options" },
		func(p *lint.Pass, d *configured, _ struct{}) {
			if !evident(d) {
				return
			}
			var signed, plain *apache.Word
			for i := range d.Args {
				switch w := &d.Args[i]; {
				case w.Text == "", strings.EqualFold(w.Text, "All"), strings.EqualFold(w.Text, "None"):
					return
				case w.Text[0] == '+' || w.Text[0] == '-':
					signed = w
				default:
					plain = w
				}
			}
			if signed != nil && plain != nil {
				d.report(p, plain.Range(), "%s has no sign, %s has one: all Options have a + or -, or none has", plain.Text, signed.Text)
			}
		},
	),
}
