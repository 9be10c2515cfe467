package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheListenDuplicate = &lint.Rule{
	ID:       "apache-listen-duplicate",
	Severity: lint.Error,
	Doc: `The same Listen twice

httpd refuses it: "Cannot define multiple Listeners on the same IP:port".

Delete one.

Source: seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		seen := make(map[string]*configured)
		for d := range c.unconditional("Listen") {
			if len(d.Args) == 0 || !literal(d.Args[0]) {
				continue
			}
			address := strings.ToLower(d.Arg(0))
			if first := seen[address]; first != nil {
				d.reportFix(p, d.Header(), lint.Replace(d.Lines(), ""), "%s listens on %s already", lineOf(first.Header(), d.Header()), d.Arg(0))
				continue
			}
			seen[address] = d
		}
	}),
}
