package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheValueUnknown = &lint.Rule{
	ID:       "apache-value-unknown",
	Severity: lint.Error,
	Doc: `A word that the directive does not take

Some directives take one of a few words, and httpd does not start with another.

Write one of those that the message names.

Source: the syntax of the directive in httpd's documentation; the words are those that httpd 2.4 enforces.`,
	Host: everyUsage(
		func(u apache.Usage) bool { return u.Words != nil },
		func(p *lint.Pass, d *configured, u apache.Usage) {
			if !evident(d) || len(d.Args) != 1 && !u.Each {
				return
			}
			for _, arg := range d.Args {
				if text := usageWord(u, arg.Text); !slices.ContainsFunc(u.Words, func(w string) bool { return strings.EqualFold(w, text) }) {
					reportWord(p, d, arg, text, u.Words)
				}
			}
		},
	),
}

// usageWord is an argument without what may stand around its word.
func usageWord(u apache.Usage, text string) string {
	if u.Signed && text != "" && (text[0] == '+' || text[0] == '-') {
		text = text[1:]
	}
	if u.Each {
		text, _, _ = strings.Cut(text, "=")
	}
	return text
}

func reportWord(p *lint.Pass, d *configured, arg apache.Word, text string, words []string) {
	var fix *lint.Fix
	if near := nearest(text, slices.Values(words)); near != "" && strings.HasSuffix(arg.Text, text) && text != "" {
		fix = lint.Replace(arg.Range(), strings.TrimSuffix(arg.Text, text)+near)
	}
	d.reportFix(p, arg.Range(), fix, "%s takes %s, not %q", d.name, strings.Join(words, ", "), text)
}
