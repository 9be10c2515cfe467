package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheLogNickname = &lint.Rule{
	ID:       "apache-log-nickname",
	Severity: lint.Warning,
	Doc: `A log format that nobody defined

CustomLog takes a word without "%" for the nickname of a LogFormat. Where there is none of that name, the word is the
format: each line of the log is that word.

Define it by LogFormat before, or correct the name.

Source: mod_log_config's documentation; seen on httpd 2.4.`,
	Host: wholeConfiguration(func(p *lint.Pass, c *configuration) {
		names := []string{"CLF"}
		known := map[string]int{"CLF": -1} // the index of the first
		for _, d := range c.named("LogFormat") {
			if nickname := d.Arg(1); nickname != "" {
				if _, twice := known[nickname]; !twice {
					known[nickname] = d.index
					names = append(names, nickname)
				}
			}
		}
		for _, name := range []string{"CustomLog", "GlobalLog"} {
			for d := range c.unconditional(name) {
				if len(d.Args) < 2 || strings.Contains(d.Arg(1), "%") || !literal(d.Args[1]) {
					continue
				}
				format := d.Args[1]
				if first, ok := known[format.Text]; ok && first < d.index {
					continue
				}
				if name := nearest(format.Text, slices.Values(names)); name != "" && name != format.Text {
					d.reportFix(p, format.Range(), lint.Replace(format.Range(), name), "no LogFormat before it defines %s; did you mean %s?", format.Text, name)
					continue
				}
				d.report(p, format.Range(), "no LogFormat before it defines %s: each line of the log is that word", format.Text)
			}
		}
	}),
}
