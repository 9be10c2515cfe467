package rules

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheContinuationBlank = &lint.Rule{
	ID:       "apache-continuation-blank",
	Severity: lint.Warning,
	Doc: `A backslash with a blank behind it continues nothing

httpd takes the backslash for an argument, and the next line for a directive of its own.

Delete the blanks behind the backslash.

Source: the source of ap_cfg_getline; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, d := range c.directives {
			if len(d.Args) == 0 || d.Block != nil {
				continue
			}
			last := &d.Args[len(d.Args)-1]
			if last.Text != `\` || last.Raw() != `\` {
				continue
			}
			lines := d.Lines()
			if lines.End.Byte-last.Range().End.Byte < 2 {
				continue
			}
			blanks := hcl.Range{Filename: lines.Filename, Start: last.Range().End, End: last.Range().End}
			blanks.End.Byte = lines.End.Byte - 1
			blanks.End.Column += blanks.End.Byte - blanks.Start.Byte
			d.reportFix(p, last.Range(), lint.Replace(blanks, ""), "this backslash is the last argument of %s: a blank stands behind it", d.Name.Text)
		}
	}),
}
