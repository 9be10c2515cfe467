package rules

import (
	"regexp"
	"strconv"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxRewriteCapture = &lint.Rule{
	ID:       "nginx-rewrite-capture",
	Severity: lint.Warning,
	Doc: `A rewrite that uses a group which its expression does not have

The groups of a rewrite are those of its own expression: $1 is empty where it has none, and the path loses that part.

Put the part that is meant in brackets.

Source: nginx's documentation of rewrite.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("rewrite") {
			expression, err := regexp.Compile(d.Arg(0))
			if err != nil {
				continue // one that only PCRE knows
			}
			for _, m := range nginxGroup.FindAllStringSubmatch(d.Arg(1), -1) {
				if n, _ := strconv.Atoi(m[1]); n > expression.NumSubexp() {
					p.Report(d.Args[1].Range(), "the expression %s has no group %d", d.Arg(0), n)
					break
				}
			}
		}
	},
}

// nginxGroup finds the groups in a replacement.
var nginxGroup = regexp.MustCompile(`\$([1-9])`)
