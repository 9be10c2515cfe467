package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgTypographicQuotes = &lint.Rule{
	ID:       "ifcfg-typographic-quotes",
	Severity: lint.Error,
	Doc: `Typographic quotes, or a blank that is none

The shell that reads the file knows the quotes of ASCII alone: curly ones, and the no-break space, are letters of the
value. A value with a real blank in it becomes a command that root runs at boot, and its variable stays empty; one
without has the quotes in it, which for HWADDR keeps ifup from the card.

Write ASCII quotes.

Source: bash(1), QUOTING; ifup-eth of initscripts; seen on bash 5.2 ("MAC: command not found").`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		for d := range f.All() {
			raw := d.Raw()
			if plain := typographic.Replace(raw); plain != raw && d.Name.Text != "NAME" {
				name, _, _ := strings.Cut(d.Name.Text, "=")
				if len(d.Env) > 0 {
					name = d.Env[0].Name.Text
				}
				p.ReportFix(d.Range(), lint.Replace(d.Range(), plain), "the value of %s holds quotes or blanks that the shell takes for letters", name)
			}
		}
	},
}

// typographic turns what word processors and blogs put for ASCII into ASCII again.
var typographic = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "‚", "'", "‛", "'", "\u00a0", " ")
