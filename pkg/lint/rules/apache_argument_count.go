package rules

import (
	"fmt"
	"slices"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheArgumentCount = &lint.Rule{
	ID:       "apache-argument-count",
	Severity: lint.Error,
	Doc: `Too few or too many arguments

httpd counts the arguments of most directives before it looks at them, and does not start where there are too few or too
many. An argument with blanks in it that is not quoted counts as several.

Leave out what is too much, add what is missing, or put quotes around what is one argument.

Source: httpd's source (invoke_cmd); the numbers are those that httpd 2.4 enforces.`,
	Host: everyUsage(
		func(u apache.Usage) bool { return u.Min > 0 && !u.Flag || u.Max == 0 },
		func(p *lint.Pass, d *configured, u apache.Usage) {
			n := len(d.Args)
			if empty := slices.IndexFunc(d.Args, func(w apache.Word) bool { return w.Text == "" }); !u.Raw && empty >= 0 && empty < u.Min && (empty == 0 || u.Max > 0) {
				n = empty // httpd takes an empty argument for none, but for the second of a list
			}
			if !evident(d) || n >= u.Min && (n <= u.Max || u.Max < 0) {
				return
			}
			d.report(p, d.Header(), "%s takes %s, not %d", d.name, argumentNumber(u), n)
		},
	),
}

// argumentNumber says how many arguments there may be.
func argumentNumber(u apache.Usage) string {
	switch {
	case u.Max == 0:
		return "no arguments"
	case u.Max < 0:
		return fmt.Sprintf("%d arguments or more", u.Min)
	case u.Max == 1:
		return "1 argument"
	case u.Min == u.Max:
		return fmt.Sprintf("%d arguments", u.Min)
	}
	return fmt.Sprintf("%d to %d arguments", u.Min, u.Max)
}
