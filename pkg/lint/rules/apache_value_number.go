package rules

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheValueNumber = &lint.Rule{
	ID:       "apache-value-number",
	Severity: lint.Error,
	Doc: `A number that is none, or out of its range

httpd does not start where a directive of a number, a size or a time has something that begins with none, or where
the number is too small or too great.

Write a number of the range that the message names.

Source: the syntax of the directive in httpd's documentation; the directives are those of which httpd 2.4 enforces it, with its bounds.`,
	Host: everyUsage(
		func(u apache.Usage) bool { return u.Number != nil },
		func(p *lint.Pass, d *configured, u apache.Usage) {
			if len(d.Args) != 1 || !evident(d) || u.Number.Time && beginsWithUnit(d.Arg(0)) {
				return
			}
			n, err := strconv.ParseFloat(leadingNumber.FindString(d.Arg(0)), 64)
			if err != nil || n < u.Number.Low || n > u.Number.High {
				d.report(p, d.Args[0].Range(), "%s takes %s, not %q", d.name, numberOf(*u.Number), d.Arg(0))
			}
		},
	),
}

// beginsWithUnit tells whether a text begins with a unit of time: a directive of a
// time takes one alone for none of it, and does not look at what follows.
func beginsWithUnit(text string) bool {
	return text != "" && strings.Contains("hmsHMS", text[:1])
}

// numberOf says which numbers there may be.
func numberOf(b apache.Bounds) string {
	switch {
	case !math.IsInf(b.High, 1):
		return fmt.Sprintf("a number from %g to %g", b.Low, b.High)
	case !math.IsInf(b.Low, -1):
		return fmt.Sprintf("a number of %g or more", b.Low)
	}
	return "a number"
}
