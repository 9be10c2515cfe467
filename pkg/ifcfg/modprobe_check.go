package ifcfg

import (
	"strings"

	"github.com/agext/levenshtein"
	"github.com/hashicorp/hcl/v2"
)

// check reports what modprobe passes over in a line.
func (p *modprobeParser) check(d *ModprobeDirective, line logicalLine) {
	name := d.Name.Text
	command, known := modprobeCommands[name]
	switch {
	case strings.Trim(line.text, " \t\r") == "":
		p.report(hcl.DiagError, d.rng, "Carriage return",
			"The line ends in CR LF: modprobe takes the carriage return for a command. Convert the file to Unix line ends.")
		return
	case !known:
		p.report(hcl.DiagError, d.Name.Range, "Unknown command",
			"modprobe knows no command %q and ignores the line.%s", clip(name), suggest(name, ModprobeCommands()))
		return
	}
	if missing := p.missing(d, command); missing != "" {
		p.report(hcl.DiagError, d.rng, "Incomplete line", "%s needs %s; modprobe ignores the line.", name, missing)
		return
	}
	if command.rest == restIgnored && len(d.Args) > command.words {
		r := hcl.RangeBetween(d.Args[command.words].Range, d.Args[len(d.Args)-1].Range)
		p.report(hcl.DiagWarning, r, "Words without effect",
			"modprobe ignores what stands here: %s takes %s. A comment needs a line of its own.", name, plural(command.words, "word"))
	}
	if name == "include" || name == "config" {
		return
	}
	for _, w := range d.Args[:command.words] {
		if !balanced(w.Text) {
			p.report(hcl.DiagError, w.Range, "Unbalanced bracket",
				"%q has a bracket without its partner; modprobe ignores the line.", clip(w.Text))
		}
	}
}

// missing names what a line lacks, "" where it is complete.
func (p *modprobeParser) missing(d *ModprobeDirective, command argumentsOf) string {
	switch {
	case d.Name.Text == "alias" && len(d.Args) < 2:
		return "an alias and a module"
	case len(d.Args) < command.words:
		return "a module"
	case command.rest == restParameters && len(d.Args) == command.words:
		return "parameters after the module"
	case command.rest == restText && len(d.Args) == command.words:
		return "a text after the module"
	}
	return ""
}

// balanced tells whether every "[" of a wildcard has its "]".
func balanced(s string) bool {
	open := false
	for i := range len(s) {
		switch {
		case s[i] == '[' && !open:
			open = true
		case s[i] == ']' && open:
			open = false
		case s[i] == ']':
			return false
		}
	}
	return !open
}

// suggest completes an error text with the name that was probably meant.
func suggest(given string, names []string) string {
	for _, name := range names {
		if levenshtein.Distance(given, name, nil) < 3 {
			return " Did you mean \"" + name + "\"?"
		}
	}
	return ""
}

func plural(n int, noun string) string {
	if n == 1 {
		return "one " + noun
	}
	return "two " + noun + "s"
}
