package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxFlagValue = &lint.Rule{
	ID:       "nginx-flag-value",
	Severity: lint.Error,
	Doc: `A directive that takes on or off, with something else

nginx reads such a directive as on or off, in either case, and does not start with another word.

Write on or off.

Source: nginx's documentation of the directive; seen on nginx 1.22: "invalid value".`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		for d := range f.All() {
			if len(d.Args) != 1 || d.Block != nil {
				continue
			}
			specs := nginx.Lookup(d.Name.Text)
			if len(specs) == 0 || slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool { return s.Syntax != "on | off" }) {
				continue
			}
			if text := d.Arg(0); !strings.EqualFold(text, "on") && !strings.EqualFold(text, "off") && !strings.Contains(text, "$") {
				p.Report(d.Args[0].Range, "%s is on or off, not %q", d.Name.Text, text)
			}
		}
	},
}
