package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheFlagValue = &lint.Rule{
	ID:       "apache-flag-value",
	Severity: lint.Error,
	Doc: `A directive that takes On or Off, with something else

httpd reads such a directive as On or Off, in either case, and does not start with another word: "must be On or Off". It
does not take yes, true or 1.

Write On or Off.

Source: httpd's source (invoke_cmd, FLAG); seen on httpd 2.4.`,
	Host: everyUsage(
		func(u apache.Usage) bool { return u.Flag },
		func(p *lint.Pass, d *configured, _ apache.Usage) {
			switch text := d.Arg(0); {
			case len(d.Args) == 0:
				d.report(p, d.Header(), "%s is On or Off, not empty", d.name)
			case d.Block == nil && literal(d.Args[0]) && !strings.EqualFold(text, "on") && !strings.EqualFold(text, "off"):
				d.reportFix(p, d.Args[0].Range(), flagFix(d.Args[0]), "%s is On or Off, not %q", d.name, text)
			}
		},
	),
}

// flagWords are words of other formats for On and Off.
var flagWords = map[string]string{
	"yes": "On", "true": "On", "1": "On", "enable": "On", "enabled": "On",
	"no": "Off", "false": "Off", "0": "Off", "disable": "Off", "disabled": "Off", "none": "Off",
}

// flagFix writes the word that was meant, where that is plain.
func flagFix(w apache.Word) *lint.Fix {
	meant := flagWords[strings.ToLower(w.Text)]
	if meant == "" {
		return nil
	}
	return lint.Replace(w.Range(), meant)
}
