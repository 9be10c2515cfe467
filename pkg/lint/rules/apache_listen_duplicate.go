package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheListenDuplicate = &lint.Rule{
	ID:       "apache-listen-duplicate",
	Severity: lint.Error,
	Doc: `The same Listen twice

httpd refuses it: "Cannot define multiple Listeners on the same IP:port".

Delete one.

Source: seen on httpd 2.4.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		seen := make(map[string]apache.Word)
		for within, d := range readDirectives(p, f) {
			if !d.Is("Listen") || len(d.Args) == 0 || !literal(d.Args[0]) || conditions(p, within) != always {
				continue
			}
			address := strings.ToLower(d.Arg(0))
			if first, twice := seen[address]; twice {
				p.ReportFix(d.Header(), lint.Replace(d.Lines(), ""), "line %d listens on %s already", first.Range.Start.Line, d.Arg(0))
				continue
			}
			seen[address] = d.Args[0]
		}
	},
}
