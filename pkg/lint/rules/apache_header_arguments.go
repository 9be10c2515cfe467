package rules

import (
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheHeaderArguments = &lint.Rule{
	ID:       "apache-header-arguments",
	Severity: lint.Error,
	Doc: `A Header or RequestHeader that httpd does not take

Header takes "always" or "onsuccess" where one is wanted, an action, the field's name, a value where the action wants one, two
for edit, and last a condition: early, env=NAME or expr=EXPRESSION. RequestHeader has no such first word and no echo
and note. In a value "%" begins a format such as %{NAME}e; "%%" is the sign itself. httpd does not start otherwise.

A value with blanks in it needs quotes.

Source: mod_headers's documentation and source; seen on httpd 2.4.`,
	Host: everyKnown(
		func(name string) (response, ok bool) {
			return name == "Header", name == "Header" || name == "RequestHeader"
		},
		func(p *lint.Pass, d *configured, response bool) {
			args := d.Args
			if !evident(d) {
				return
			}
			if len(args) == 0 {
				d.report(p, d.Header(), "%s has no action", d.name)
				return
			}
			if word := args[0].Text; response && len(args) > 1 && (strings.EqualFold(word, "always") || strings.EqualFold(word, "onsuccess")) {
				args = args[1:]
			}
			action, known := headerActions[strings.ToLower(args[0].Text)]
			switch {
			case !known || !response && action.response:
				d.report(p, args[0].Range(), "%s has no action %q", d.name, args[0].Text)
			case action.values > 0 && len(args)-2 < action.values:
				d.report(p, d.Header(), "%s %s takes a name and %s", d.name, args[0].Text, headerValues[action.values])
			case len(args) > 2:
				reportHeader(p, d, action, args[2:])
			}
		},
	),
}

// headerAction is what an action of Header wants.
type headerAction struct {
	values   int
	response bool // only Header has it
	format   bool // its last value is a format
}

var headerActions = map[string]headerAction{
	"add": {values: 1, format: true}, "set": {values: 1, format: true}, "setifempty": {values: 1, format: true},
	"append": {values: 1, format: true}, "merge": {values: 1, format: true}, "note": {values: 1, response: true, format: true},
	"edit": {values: 2, format: true}, "edit*": {values: 2, format: true}, "unset": {}, "echo": {response: true},
}

// headerValues says how many values an action wants.
var headerValues = []string{1: "a value", 2: "two values"}

var (
	// headerFormat is a value that mod_headers can take apart.
	headerFormat = regexp.MustCompile(`(?s)^(?:[^%]|%%|%(?:\{[^}]*\})?[tDesLlib])*%?$`)
	// headerCondition is what may stand behind the values.
	headerCondition = regexp.MustCompile(`(?is)^(?:early|env=!?[^!].*|expr=.*)$`)
)

// reportHeader looks at the values and at what stands behind them.
func reportHeader(p *lint.Pass, d *configured, action headerAction, args []apache.Word) {
	if action.format {
		value := args[action.values-1]
		if !strings.HasPrefix(strings.ToLower(value.Text), "expr=") && !headerFormat.MatchString(value.Text) {
			d.report(p, value.Range(), `%q holds a "%%" that begins no format`, value.Text)
			return
		}
	}
	switch rest := args[action.values:]; {
	case len(rest) > 1:
		d.report(p, rest[1].Range(), "%s takes nothing behind its condition", d.name)
	case len(rest) == 1 && !headerCondition.MatchString(rest[0].Text):
		d.report(p, rest[0].Range(), "%q is no condition: early, env= or expr=", rest[0].Text)
	}
}
