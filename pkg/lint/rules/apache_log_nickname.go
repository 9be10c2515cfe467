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
	Host: func(p *lint.Pass, h *lint.Host) {
		c, ok := wholeConfiguration(p, h)
		if !ok {
			return
		}
		names := []string{"CLF"}
		known := map[string]bool{"CLF": true}
		for _, d := range c.directives {
			switch {
			case d.Is("LogFormat") && len(d.Args) > 1:
				known[d.Arg(1)] = true
				names = append(names, d.Arg(1))
			case (d.Is("CustomLog") || d.Is("GlobalLog")) && len(d.Args) > 1 && d.verdict == always:
				format := d.Args[1]
				if known[format.Text] || strings.Contains(format.Text, "%") || !literal(format) {
					continue
				}
				if name := nearest(format.Text, slices.Values(names)); name != "" {
					p.ReportFix(format.Range, lint.Replace(format.Range, name), "no LogFormat before it defines %s; did you mean %s?", format.Text, name)
					continue
				}
				p.Report(format.Range, "no LogFormat before it defines %s: each line of the log is that word", format.Text)
			}
		}
	},
}
