package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgValueUnquoted = &lint.Rule{
	ID:       "ifcfg-value-unquoted",
	Severity: lint.Error,
	Doc: `A value with blanks and no quotes

The shell ends a value at the first blank. In BONDING_OPTS=mode=1 miimon=100 the second word is a variable of its own,
and the bond has no monitor; in a value whose second word is no assignment, that word is a command that root runs at
boot.

Put the value in quotes.

Source: bash(1), SIMPLE COMMANDS; ifup-eth of initscripts.`,
	Ifcfg: checkUnquoted,
}

func checkUnquoted(p *lint.Pass, f *ifcfg.File) {
	for i, d := range f.Directives {
		switch {
		case d.Kind == ifcfg.Command && len(d.Env) == 1:
			checkUnquotedCommand(p, d)
		case d.Kind == ifcfg.Assignment && d.Name.Text == "BONDING_OPTS" && d.Value.Quote == 0:
			checkUnquotedOptions(p, f.Directives[i:])
		}
	}
}

// checkUnquotedCommand reports KEY=one two, where two is run.
func checkUnquotedCommand(p *lint.Pass, d *ifcfg.Directive) {
	raw := d.Raw()
	if typographic.Replace(raw) != raw { // another rule
		return
	}
	var fix *lint.Fix
	value := d.Range()
	value.Start = d.Env[0].Value.Range.Start
	if _, text, _ := strings.Cut(raw, "="); !strings.ContainsAny(text, "\"'`$\\\n") {
		fix = lint.Replace(value, `"`+strings.TrimSpace(text)+`"`)
	}
	p.ReportFix(d.Range(), fix, "the value of %s ends at the blank: the shell runs %s", d.Env[0].Name.Text, d.Name.Text)
}

// checkUnquotedOptions reports BONDING_OPTS=mode=1 miimon=100, where miimon is a
// variable of the shell: the assignments of one line stand one behind the other.
func checkUnquotedOptions(p *lint.Pass, line []*ifcfg.Directive) {
	words := []string{line[0].Value.Text}
	last := line[0]
	for _, d := range line[1:] {
		_, known := ifcfg.LookupParameter(d.Name.Text)
		if !known || d.Range().Start.Line != last.Range().End.Line || strings.Contains(d.Before, ";") {
			break
		}
		last, words = d, append(words, d.Raw())
	}
	if len(words) == 1 {
		return
	}
	value := line[0].Value.Range
	value.End = last.Range().End
	p.ReportFix(value, lint.Replace(value, `"`+strings.Join(words, " ")+`"`), "the value of BONDING_OPTS ends at the blank: %s is not part of it", strings.Join(words[1:], " "))
}
