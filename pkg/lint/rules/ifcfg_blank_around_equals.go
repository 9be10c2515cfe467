package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBlankAroundEquals = &lint.Rule{
	ID:       "ifcfg-blank-around-equals",
	Severity: lint.Error,
	Doc: `A blank beside the equals sign

The shell takes the name for a command and the rest for its arguments: nothing is assigned.

Remove the blanks.

Source: bash(1), PARAMETERS.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		for d := range f.All() {
			if _, known := ifcfg.LookupKey(d.Name.Text); d.Kind != ifcfg.Command || !known || len(d.Env) > 0 || len(d.Args) == 0 || !strings.HasPrefix(d.Args[0].Text, "=") {
				continue
			}
			var fix *lint.Fix
			if value := strings.TrimPrefix(d.Raw(), d.Name.Text); !strings.ContainsAny(strings.TrimSpace(strings.TrimLeft(value, " \t=")), " \t") {
				fix = lint.Replace(d.Range(), d.Name.Text+"="+strings.TrimLeft(value, " \t="))
			}
			p.ReportFix(d.Range(), fix, "the shell runs %s as a command: nothing is assigned", d.Name.Text)
		}
	},
}
