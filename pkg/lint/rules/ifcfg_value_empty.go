package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgValueEmpty = &lint.Rule{
	ID:       "ifcfg-value-empty",
	Severity: lint.Info,
	Doc: `A key without a value

An assignment of nothing is the same as none: it says that somebody meant to fill it in.

Fill it in, or remove it.

Source: bash(1); initscripts' sysconfig.txt.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		last := lastAssignments(f)
		for n, d := range f.Directives {
			if last[d] && d.Value.Text == "" {
				p.ReportFix(d.Range(), &lint.Fix{Edits: []lint.Edit{withoutLine(f, n)}}, "%s has no value", d.Name.Text)
			}
		}
	},
}
