package rules

import (
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheRotatelogsOffset = &lint.Rule{
	ID:       "apache-rotatelogs-offset",
	Severity: lint.Info,
	Doc: `rotatelogs by a fixed offset from UTC

The last argument is a number of minutes from UTC, the same in summer and winter: where the clocks change, the logs turn
over an hour early or late for half of the year, and when the law changes the zone, for good.

Give -l, which takes the host's local time.

Source: the manual page of rotatelogs.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for d, command := range c.rotatelogs() {
			words := strings.Fields(command)
			if len(words) < 4 {
				continue
			}
			if minutes, err := strconv.Atoi(words[len(words)-1]); err == nil && number(words[len(words)-2]) && minutes != 0 {
				d.report(p, d.Args[0].Range(), "the log turns over by UTC%+d minutes, in summer and winter alike", minutes)
			}
		}
	}),
}
