package rules

import (
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxOriginRegex = &lint.Rule{
	ID:       "nginx-origin-regex",
	Severity: lint.Warning,
	Doc: `An expression for Origin or Referer that matches more than it means

Without an anchor at both ends "https://www.example.net" also matches https://www.example.net.attacker.org.

Begin it with ^, and for Origin end it with $.

Source: RFC 6454 on the origin; nginx's documentation of if.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("if") {
			var words []string
			for _, w := range d.Args {
				words = append(words, w.Text)
			}
			m := nginxOriginTest.FindStringSubmatch(strings.Join(words, " "))
			if m == nil || m[2] == "" {
				continue
			}
			if !strings.HasPrefix(m[2], "^") || m[1] == "origin" && !strings.HasSuffix(m[2], "$") {
				p.Report(d.Args[0].Range(), "the expression for $http_%s is not anchored: %s", m[1], m[2])
			}
		}
	},
}

// nginxOriginTest takes apart the condition of an if about one of the two fields.
var nginxOriginTest = regexp.MustCompile(`^\(? ?\$http_(origin|referer) !?~\*? ?(.*?) ?\)?$`)
