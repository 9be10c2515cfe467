package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxIfCondition = &lint.Rule{
	ID:       "nginx-if-condition",
	Severity: lint.Error,
	Doc: `A condition that nginx does not know

An if tests a variable alone, compares one with =, !=, ~, ~*, !~ or !~*, or looks for a file with -f, -d, -e or -x. There is no
"and" and no "or", no < and no ==. nginx does not start with another.

Write one of those; for more than one condition a map.

Source: nginx's documentation of if; seen on nginx 1.22: "invalid condition", "unexpected in condition".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for d := range nginxPlacesOf.Of(p, h).named("if") {
			if i := nginx.ConditionFault(d.Directive); i >= 0 && d.Block != nil {
				p.Report(d.Args[i].Range(), "nginx does not read %q here as a part of a condition", d.Args[i].Text)
			}
		}
	},
}
